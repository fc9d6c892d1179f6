using CapacityFunctions.Forecasting.Intervals;

namespace CapacityFunctions.Forecasting.Tests.Intervals;

public class UsageEnvelopeTests
{
    private static readonly UsageEnvelope Envelope = new(10, 50);

    [Theory]
    [InlineData(10, 50, 0)]
    [InlineData(4, 50, 6)]
    [InlineData(20, 58, 8)]
    public void ExcursionOf_Mean_IsTheFarthestOutside(double first, double second, double expected) =>
        Assert.Equal(expected, Envelope.ExcursionOf([first, second]));

    // A quarter of the range of 40, 1.5 times the reach, and the scale.
    [Fact]
    public void AllowanceOf_ReachRangeAndScale_IsTheirSum() =>
        Assert.Equal(10 + (1.5 * 4) + 2, Envelope.AllowanceOf(reach: 4, scale: 2));

    [Fact]
    public void AllowanceOf_NothingKnown_Anything()
    {
        Assert.Equal(0, UsageEnvelope.Anything.ExcursionOf([1e12]));
        Assert.Equal(double.PositiveInfinity, UsageEnvelope.Anything.AllowanceOf(0, 1));
        Assert.Equal(double.PositiveInfinity, Envelope.AllowanceOf(double.PositiveInfinity, 1));
    }

    [Fact]
    public void Narrow_Bounds_KeepsTheTighterOnes()
    {
        ForecastBounds bounds = Envelope.Narrow(new ForecastBounds(0.1, 100, -5, 1_000, 1), allowance: 18);

        Assert.Equal((-5, 68), (bounds.Lowest, bounds.Highest));
    }

    [Fact]
    public void Of_MissingSteps_DontCount()
    {
        Assert.Equal(new UsageEnvelope(3, 5), UsageEnvelope.Of([3, 99, 5], [false, true, false]));
        Assert.Equal(UsageEnvelope.Anything, UsageEnvelope.Of([3, 99], [true, true]));
    }

    [Theory]
    [InlineData(0, 60, 24)]
    [InlineData(0, 5, 288)]
    [InlineData(168, 60, 168)]
    [InlineData(0, 1_440, 24)]
    public void WindowOf_SeasonAndGrid_IsADayOrTheSeason(int period, int minutes, int expected) =>
        Assert.Equal(expected, UsageEnvelope.WindowOf(period > 0 ? [period] : [], TimeSpan.FromMinutes(minutes)));
}
