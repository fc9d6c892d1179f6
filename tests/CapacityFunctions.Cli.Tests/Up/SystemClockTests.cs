using CapacityFunctions.Cli.Up;

namespace CapacityFunctions.Cli.Tests.Up;

public sealed class SystemClockTests
{
    [Theory]
    [InlineData("2026-11-02T00:00:00Z", "2026-11-02T00:00:00Z")]
    [InlineData("2026-11-02T00:00:01Z", "2026-11-02T00:05:00Z")]
    [InlineData("2026-11-01T23:58:00Z", "2026-11-02T00:00:00Z")]
    public void BeginFor_Newest_IsTheBoundaryAtOrAfterIt(string newest, string expected) =>
        Assert.Equal(Parse(expected), SystemClock.BeginFor(Parse(newest)));

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
