using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Predictions;

public sealed class DecisionWindowTests
{
    // The newest usage is of 02:00 to 02:05, so the hour's forecast begins at 02:05; hours begin with the hour.
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 60, "Hour 0+12")]
    [InlineData(10, 5, "Hour 2+1")]
    [InlineData(10, 0, "Hour 2+1")] // no length: the step at that instant
    [InlineData(12, 5, "Hour 2+2")] // 02:17 to 02:22
    [InlineData(10, 50, "Hour 2+10")]
    [InlineData(10, 51, "Hour 2+10, Day 1+1")] // 03:06 is in the hour from 03:00 on
    [InlineData(60, 60, "Day 1+2")] // 03:05 to 04:05
    [InlineData(60, 55, "Day 1+1")]
    [InlineData(1430, 60, "Day 23+1, Week 24+1")] // the day's forecast ends 24 hours after 02:00
    [InlineData(1440, 120, "Week 24+3")]
    [InlineData(10080, 60, "Week 167+1")]
    public void StepsOf_Window_IsCoveredByTheFinestForecast(int provisioning, int cover, string expected) =>
        Assert.Equal(expected, Text(new LeadTimeParameters(provisioning, cover)));

    [Fact]
    public void StepsOf_NoLeadTime_IsTheHour() => Assert.Equal("Hour 0+12", Text(null));

    /// <summary>The newest usage is a few minutes old, as it always is: the hour's forecast ends that much too early, and still suffices.</summary>
    [Theory]
    [InlineData(10, 50, 5, "Hour 3+9")] // 02:15 to 03:05, forecast 02:00 to 03:00
    [InlineData(10, 50, 25, "Hour 7+5")] // forecast 01:40 to 02:40
    [InlineData(10, 51, 5, "Hour 3+9, Day 1+1")] // 03:06 lies beyond the hour from now, whatever the delay
    [InlineData(10, 50, -5, "Hour 1+10")] // begins in 5 minutes
    public void StepsOf_UsageIsLate_DoesNotFallBackToTheDay(int provisioning, int cover, int delay, string expected) =>
        Assert.Equal(expected, Text(new LeadTimeParameters(provisioning, cover), TimeSpan.FromMinutes(delay)));

    private static string Text(LeadTimeParameters? leadTime, TimeSpan delay = default) => string.Join(
        ", ",
        DecisionWindow.StepsOf(leadTime, Now, horizon => horizon == ForecastHorizon.Hour ? Now - delay : Now.AddMinutes(-5))
            .Select(range => $"{range.Horizon} {range.First}+{range.Count}"));
}
