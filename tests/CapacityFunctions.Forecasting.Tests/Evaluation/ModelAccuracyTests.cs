using CapacityFunctions.Forecasting.Evaluation;

namespace CapacityFunctions.Forecasting.Tests.Evaluation;

public class ModelAccuracyTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Of_SeriesWithUnequalOrigins_WeighsSeriesAlike()
    {
        OriginScore[] model = [Score(0, 10, pinball: 1), Score(0, 20, pinball: 3), Score(1, 10, pinball: 8)];
        OriginScore[] baseline = [Score(0, 10, pinball: 4), Score(0, 20, pinball: 2), Score(1, 10, pinball: 2)];

        ModelAccuracy accuracy = ModelAccuracy.Of(model, baseline)!;

        Assert.Equal((2, 3), (accuracy.Series, accuracy.Origins));

        // Series 0 has (1 + 3) ÷ 2 = 2, series 1 has 8; MASE is twice and MSIS three times the pinball loss of these scores.
        Assert.Equal(5, accuracy.Scaled!.Value.Pinball, Tolerance);
        Assert.Equal(10, accuracy.Scaled.Value.Mase, Tolerance);
        Assert.Equal(15, accuracy.Scaled.Value.Msis90, Tolerance);

        // Ratios 2 ÷ 3 and 8 ÷ 2: √(8/3).
        Assert.Equal(Math.Sqrt(8 / 3.0), accuracy.RelativeLoss!.Value, Tolerance);

        // Mean losses: 2 < 3, 8 > 2. Single ones: 1 < 4, 3 > 2, 8 > 2.
        Assert.Equal(new SignTest(1, 1, 0), accuracy.BySeries);
        Assert.Equal(new SignTest(1, 2, 0), accuracy.ByOrigin);
    }

    [Fact]
    public void Of_MeasuresWithoutScale_AreMeansOverSeries()
    {
        OriginScore[] model =
        [
            new(0, 1, new ForecastScore(1, Smape: 10, Coverage90: 1, Scaled: null)),
            new(0, 2, new ForecastScore(1, Smape: 30, Coverage90: 0, Scaled: null)),
            new(1, 1, new ForecastScore(1, Smape: 60, Coverage90: 1, Scaled: null)),
        ];

        ModelAccuracy accuracy = ModelAccuracy.Of(model, model)!;

        Assert.Equal(40, accuracy.Smape, Tolerance); // (20 + 60) ÷ 2
        Assert.Equal(0.75, accuracy.Coverage90, Tolerance); // (0.5 + 1) ÷ 2
        Assert.Null(accuracy.Scaled);
        Assert.Null(accuracy.RelativeLoss);
    }

    [Fact]
    public void Of_ModelWithFewerForecasts_IsComparedAtItsOwnOrigins()
    {
        OriginScore[] model = [Score(1, 20, pinball: 1)];
        OriginScore[] baseline = [Score(0, 20, pinball: 100), Score(1, 10, pinball: 100), Score(1, 20, pinball: 2)];

        ModelAccuracy accuracy = ModelAccuracy.Of(model, baseline)!;

        Assert.Equal(0.5, accuracy.RelativeLoss!.Value, Tolerance);
        Assert.Equal(new SignTest(1, 0, 0), accuracy.ByOrigin);
    }

    [Fact]
    public void Of_PerfectForecast_LeavesTheRatioOut()
    {
        ModelAccuracy accuracy = ModelAccuracy.Of([Score(0, 1, pinball: 0), Score(1, 1, pinball: 1)], [Score(0, 1, pinball: 0), Score(1, 1, pinball: 4)])!;

        Assert.Equal(0.25, accuracy.RelativeLoss!.Value, Tolerance);
        Assert.Equal(new SignTest(1, 0, 1), accuracy.BySeries);
    }

    [Fact]
    public void Of_NoScore_IsNull() => Assert.Null(ModelAccuracy.Of([], [Score(0, 1, pinball: 1)]));

    private static OriginScore Score(int series, int origin, double pinball) =>
        new(series, origin, new ForecastScore(1, Smape: 1, Coverage90: 1, new ScaledScore(Mase: 2 * pinball, pinball, Msis90: 3 * pinball)));
}
