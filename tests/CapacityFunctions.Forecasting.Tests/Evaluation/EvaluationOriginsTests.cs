using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Evaluation;

public class EvaluationOriginsTests
{
    [Theory]
    [InlineData(20, 4, 3, 4, new[] { 8, 12, 16 })] // the last at 20 − 4, the others 4 apart
    [InlineData(20, 4, 3, 1, new[] { 14, 15, 16 })] // outcomes overlap
    [InlineData(20, 4, 9, 5, new[] { 6, 11, 16 })] // at 1 there would be less history than horizon
    [InlineData(8, 4, 2, 4, new[] { 4 })]
    [InlineData(7, 4, 2, 4, new int[0])]
    [InlineData(8, 3, 2, 2, new[] { 5 })] // at 3 there are only three known values
    public void Of_NoGaps_LeavesHorizonAndHistory(int length, int horizon, int count, int stride, int[] expected) =>
        Assert.Equal(expected, EvaluationOrigins.Of(Series(length), horizon, count, stride));

    [Fact]
    public void Of_GapAfterAnOrigin_PassesItOver()
    {
        // Candidates are 18, 16, 14, 12 and so on; nothing is known in steps 16 and 17, so 16 has no outcome.
        Assert.Equal([12, 14, 18], EvaluationOrigins.Of(Series(20, 16, 17), horizon: 2, count: 3, stride: 2));
    }

    [Fact]
    public void Of_GapThatLeavesOneOutcome_KeepsTheOrigin() =>
        Assert.Equal([16, 18], EvaluationOrigins.Of(Series(20, 16), horizon: 2, count: 2, stride: 2));

    [Fact]
    public void Of_TooFewKnownBefore_PassesTheOriginOver()
    {
        // Before 5 only steps 0, 3 and 4 are known; before 6 it is four of them.
        Assert.Equal([6], EvaluationOrigins.Of(Series(7, 1, 2), horizon: 1, count: 5, stride: 1));
    }

    private static TimeSeries Series(int length, params int[] gaps)
    {
        bool[] missing = new bool[length];
        foreach (int gap in gaps)
        {
            missing[gap] = true;
        }

        return TimeSeries.FromMasked(DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), new double[length], missing);
    }
}
