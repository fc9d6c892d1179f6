using System.Globalization;
using CapacityFunctions.Embedded.Functions.Timers;

namespace CapacityFunctions.Embedded.Functions.Tests.Timers;

public sealed class TimerScheduleTests
{
    // Every expected tick follows from reading the fields: second, minute, hour, day, month, weekday.
    [Theory]
    [InlineData("0 */5 * * * *", "2026-11-24T02:03:04Z", "2026-11-24T02:05:00Z")]
    [InlineData("0 */5 * * * *", "2026-11-24T02:05:00Z", "2026-11-24T02:10:00Z")]
    [InlineData("0 */5 * * * *", "2026-11-24T02:05:00.5Z", "2026-11-24T02:10:00Z")]
    [InlineData("*/10 * * * * *", "2026-11-24T02:05:51Z", "2026-11-24T02:06:00Z")]
    [InlineData("0 30 2 * * 1-5", "2026-11-27T03:00:00Z", "2026-11-30T02:30:00Z")]
    [InlineData("30 2 * * *", "2026-11-24T03:00:00Z", "2026-11-25T02:30:00Z")]
    [InlineData("00:05:00", "2026-11-24T02:03:04Z", "2026-11-24T02:08:04Z")]
    public void Next_Utc_IsTheFirstTickAfter(string expression, string after, string expected) =>
        Assert.Equal(At(expected), TimerSchedule.Parse(expression, TimeZoneInfo.Utc, "test").Next(At(after)));

    [Fact]
    public void Next_Zone_ReadsTheFieldsInIt()
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.Equal(At("2026-07-01T10:00:00Z"), TimerSchedule.Parse("0 0 12 * * *", zone, "test").Next(At("2026-07-01T00:00:00Z")));
    }

    [Theory]
    [InlineData("*/30 * * * * *", true)]
    [InlineData("0,10 * * * * *", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("* * * * *", false)]
    [InlineData("0,30 0 * * * *", false)]
    [InlineData("00:00:59", true)]
    [InlineData("00:01:00", false)]
    public void IsFasterThanAMinute_ReadsTheGapsBetweenTicks(string expression, bool expected) =>
        Assert.Equal(
            expected, TimerSchedule.Parse(expression, TimeZoneInfo.Utc, "test").IsFasterThanAMinute(At("2026-11-24T02:00:00Z")));

    [Theory]
    [InlineData("")]
    [InlineData("every minute")]
    [InlineData("0 60 * * * *")]
    [InlineData("* * * *")]
    [InlineData("0 0 0 30 2 *")]
    [InlineData("00:00:00")]
    [InlineData("-00:05:00")]
    [InlineData("0:x")]
    public void Parse_NoSchedule_IsRefusedWithItsPlace(string expression)
    {
        HostConfigurationException refused = Assert.Throws<HostConfigurationException>(
            () => TimerSchedule.Parse(expression, TimeZoneInfo.Utc, "timer of X"));

        Assert.StartsWith($"timer of X: '{expression}'", refused.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
