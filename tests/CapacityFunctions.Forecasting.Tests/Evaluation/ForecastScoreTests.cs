using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Evaluation;

public class ForecastScoreTests
{
    private const double Tolerance = 1e-9; // the interval's bounds are read between grid points, 1e-17 away from one

    // In-sample differences at lag 2: |3 − 1|, |4 − 0|, of which the mean is 3.
    private static readonly TimeSeries History = Series([1, 0, 3, 4]);

    [Fact]
    public void Of_KnownOutcomes_IsEveryMeasure()
    {
        // Uniform on 0 to 100, so the quantile of p is 100 p, the 90 % interval 5 to 95, the mean set to 60.
        ForecastScore score = ForecastScore.Of(Uniform(steps: 2), History, Series([50, 97]), period: 2)!;

        Assert.Equal(2, score.Outcomes);

        // 200 · 10/110 and 200 · 37/157, halved.
        Assert.Equal((200 * 10 / 110.0 + 200 * 37 / 157.0) / 2, score.Smape, Tolerance);
        Assert.Equal(0.5, score.Coverage90, Tolerance);

        // (10 + 37) ÷ 2 ÷ 3
        Assert.Equal(47 / 6.0, score.Scaled!.Value.Mase, Tolerance);

        // Width 90 twice, 97 lies 2 above and costs 20 · 2: (180 + 40) ÷ 2 ÷ 3.
        Assert.Equal(220 / 6.0, score.Scaled.Value.Msis90, Tolerance);

        // At 50: 2 · Σ_{k=1…9} (k/20)(50 − 5k) = 82.5. At 97: Σ_{k=1…19} (k/20)(97 − 5k) = 97 · 9.5 − 0.25 · 2470 = 304.
        Assert.Equal((82.5 + 304) / 19 / 2 / 3, score.Scaled.Value.Pinball, Tolerance);
    }

    [Fact]
    public void Of_MissingOutcomes_CountsTheOthersOnly()
    {
        TimeSeries gapped = TimeSeries.FromMasked(History.End, History.Step, [50, 0, 97], [false, true, false]);

        Assert.Equal(
            ForecastScore.Of(Uniform(steps: 2), History, Series([50, 97]), period: 2),
            ForecastScore.Of(Uniform(steps: 3), History, gapped, period: 2));
    }

    [Fact]
    public void Of_NoKnownOutcome_IsNull() =>
        Assert.Null(ForecastScore.Of(Uniform(steps: 1), History, TimeSeries.FromMasked(History.End, History.Step, [0], [true]), period: 1));

    [Fact]
    public void Of_HistoryWithoutVariation_HasNoScaledMeasure()
    {
        ForecastScore score = ForecastScore.Of(Uniform(steps: 1), Series([7, 7, 7]), Series([50]), period: 1)!;

        Assert.Null(score.Scaled);
        Assert.Equal(1, score.Coverage90);
    }

    [Fact]
    public void Of_MoreOutcomesThanSteps_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ForecastScore.Of(Uniform(steps: 1), History, Series([1, 2]), period: 1));

    private static Forecast Uniform(int steps)
    {
        double[] quantiles = new double[steps * QuantileGrid.Count];
        for (int i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = 100 * QuantileGrid.Probabilities[i % QuantileGrid.Count];
        }

        return new Forecast(History.End, History.Step, [.. Enumerable.Repeat(60.0, steps)], quantiles);
    }

    private static TimeSeries Series(double[] values) => TimeSeries.FromValues(DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), values);
}
