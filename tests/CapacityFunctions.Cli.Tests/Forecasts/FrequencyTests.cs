using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Cli.Tests.Forecasts;

public sealed class FrequencyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("1h", 3600)]
    [InlineData("1d", 86400)]
    [InlineData("1w", 604800)]
    public void TryParse_Step_IsItsLength(string text, int seconds)
    {
        Assert.True(Frequency.TryParse(text, out TimeSpan step));
        Assert.Equal(TimeSpan.FromSeconds(seconds), step);
    }

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("0m")]
    [InlineData("-5m")]
    [InlineData("5")]
    [InlineData("1.5h")]
    [InlineData("400d")]
    [InlineData("1y")]
    public void TryParse_NoStep_IsFalse(string text) => Assert.False(Frequency.TryParse(text, out _));

    [Fact]
    public void MostCommon_GapsAndDuplicates_DoNotCount()
    {
        // Steps: 5, 5, 0, 10 minutes.
        ResourceUsage[] series = [.. new[] { 0, 5, 10, 10, 20 }.Select(At)];

        Assert.Equal(TimeSpan.FromMinutes(5), Frequency.MostCommon([series]));
    }

    [Fact]
    public void MostCommon_Tie_IsTheShorterStep() =>
        Assert.Equal(TimeSpan.FromMinutes(5), Frequency.MostCommon([[At(0), At(15), At(20)]]));

    [Fact]
    public void MostCommon_OneInstant_IsNone() => Assert.Null(Frequency.MostCommon([[At(0), At(0)]]));

    private static ResourceUsage At(int minute) => new(new AccountId("a"), new ResourceType("cpu"), Start.AddMinutes(minute), 1);
}
