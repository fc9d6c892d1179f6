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

    private static string Text(LeadTimeParameters? leadTime) => string.Join(
        ", ", DecisionWindow.StepsOf(leadTime, Now, First).Select(range => $"{range.Horizon} {range.First}+{range.Count}"));

    private static DateTimeOffset First(ForecastHorizon horizon) => horizon == ForecastHorizon.Hour ? Now : Now.AddMinutes(-5);
}
