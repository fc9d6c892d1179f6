using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Evaluation;

public class ForecastAccuracyTests
{
    [Fact]
    public void SeasonalNaiveScale_PeriodTwo_IsMeanAbsoluteSeasonalDifference() =>
        Assert.Equal(2, ForecastAccuracy.SeasonalNaiveScale([1, 5, 2, 8], 2)); // (|2−1| + |8−5|) ÷ 2

    [Fact]
    public void SeasonalNaiveScale_Gap_LeavesItsPairsOut()
    {
        // Pairs (1, 2), (5, gap), (2, 4), (gap, 9): (1 + 2) ÷ 2.
        TimeSeries history = TimeSeries.FromMasked(
            DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), [1, 5, 2, 0, 4, 9], [false, false, false, true, false, false]);

        Assert.Equal(1.5, ForecastAccuracy.SeasonalNaiveScale(history, 2));
    }

    [Fact]
    public void Mase_TwoSteps_IsErrorOverScale() =>
        Assert.Equal(0.75, ForecastAccuracy.Mase([3, 5], [4, 3], 2)); // (1 + 2) ÷ 2 ÷ 2

    [Fact]
    public void Smape_WithZeroOverZero_CountsItAsZero() =>
        Assert.Equal(100.0 / 3, ForecastAccuracy.Smape([1, 0], [2, 0]), 1e-12); // 200·1/3 and 0, halved

    [Theory]
    [InlineData(10, 8, 0.9, 1.8)] // 0.9 × 2 too low
    [InlineData(8, 10, 0.9, 0.2)] // 0.1 × 2 too high
    public void Pinball_EachSide_WeighsByProbability(double actual, double quantile, double probability, double expected) =>
        Assert.Equal(expected, ForecastAccuracy.Pinball(actual, quantile, probability), 1e-12);

    [Fact]
    public void Msis_OneOutside_AddsPenalty()
    {
        PredictionInterval interval = new(0.9, [1, 1], [3, 3]);

        // Width 2 twice, and 20 × 0.5 once: (2 + 12) ÷ 2 ÷ 4.
        Assert.Equal(1.75, ForecastAccuracy.Msis([2, 3.5], interval, 4), 1e-12);
        Assert.Equal(0.5, ForecastAccuracy.Coverage([2, 3.5], interval));
    }
}
