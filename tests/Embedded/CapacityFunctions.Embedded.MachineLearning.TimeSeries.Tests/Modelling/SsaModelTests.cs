using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;
using Microsoft.ML.Transforms.TimeSeries;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests.Modelling;

public sealed class SsaModelTests
{
    [Theory]
    [InlineData(RankSelectionMethod.Exact)]
    [InlineData(RankSelectionMethod.Fast)]
    [InlineData(RankSelectionMethod.Fixed)]
    public void Forecast_LineAndSine_GoesOn(RankSelectionMethod selection)
    {
        // A line has rank 2, a sine 2 more (Golyandina & Zhigljavsky 2013, chapter 2).
        SsaModel model = SsaTrainer.Train(Series.Seasonal(120, noise: 0.5), Options(24, 120, selection, rank: 4));

        float[] forecast = new SsaSequence(model).Forecast(24);

        for (int step = 0; step < 24; step++)
        {
            // The noise is uniform within 0.5; a full season ahead the recurrence has carried some of it on.
            Assert.Equal(Series.Signal(120 + step), forecast[step], 1f);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(null, 23)]
    public void Train_FixedRank_IsTaken(int? rank, int expected) =>
        Assert.Equal(expected, SsaTrainer.Train(Series.Seasonal(120, noise: 2), Options(24, 120, RankSelectionMethod.Fixed, rank)).Rank);

    [Fact]
    public void Train_Basis_IsOrthonormal()
    {
        SsaModel model = SsaTrainer.Train(Series.Seasonal(120, noise: 2), Options(24, 120, RankSelectionMethod.Fixed, 6));

        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = Enumerable.Range(0, 24).Sum(k => model.Basis[(i * 24) + k] * model.Basis[(j * 24) + k]);
                Assert.Equal(i == j ? 1 : 0, product, 1e-5);
            }
        }
    }

    /// <summary>2 % growth a step: without a limit it goes on, with one it doesn't. No stabilising leaves what was seen.</summary>
    [Theory]
    [InlineData(false, null, 1.02)]
    [InlineData(true, null, 1.02)]
    [InlineData(true, 1.01, 1.01)]
    [InlineData(true, 1.0, 1.0)]
    public void Forecast_ExponentialGrowth_IsLimited(bool stabilise, double? growth, double expectedRatio)
    {
        float[] series = [.. Enumerable.Range(0, 80).Select(t => (float)(10 * Math.Pow(1.02, t)))];
        SsaOptions options = new(80, 11, 10, 1, RankSelectionMethod.Fixed, 1, stabilise, growth is { } g ? new GrowthRatio { TimeSpan = 1, Growth = g } : null);

        float[] forecast = new SsaSequence(SsaTrainer.Train(series, options)).Forecast(40);

        Assert.Equal(expectedRatio, forecast[39] / forecast[38], 2e-3);
    }

    [Fact]
    public void Forecast_GrowthOverManySteps_IsItsRoot() => Assert.Equal(1.1, new GrowthRatio { TimeSpan = 2, Growth = 1.21 }.Ratio, 1e-12);

    [Theory]
    [InlineData(0f)]
    [InlineData(7f)]
    [InlineData(-1e6f)]
    public void Forecast_Constant_StaysThere(float level)
    {
        SsaModel model = SsaTrainer.Train(Enumerable.Repeat(level, 60), Options(12, 60, RankSelectionMethod.Exact));

        Assert.All(new SsaSequence(model).Forecast(30), value => Assert.Equal(level, value, 1e-3f * (1 + Math.Abs(level))));
        Assert.All(new SsaSequence(model).Deviations(30), value => Assert.InRange(value, 0, 1e-2f * (1 + Math.Abs(level))));
    }

    /// <summary>
    /// One impulse: windows are the axes, so that nothing predicts anything. The window shrinks to two and the average stands in.
    /// </summary>
    [Fact]
    public void Train_Impulse_ForecastsFinite()
    {
        float[] series = new float[60];
        series[30] = 1000;

        SsaModel model = SsaTrainer.Train(series, Options(12, 60, RankSelectionMethod.Exact));

        Assert.All(new SsaSequence(model).Forecast(30), value => Assert.InRange(value, -1000, 1000));
    }

    [Fact]
    public void Deviations_Horizon_NeverShrink()
    {
        SsaSequence sequence = new(SsaTrainer.Train(Series.Seasonal(120, noise: 3), Options(24, 120, RankSelectionMethod.Exact)));

        float[] deviations = sequence.Deviations(48);

        Assert.Equal(deviations.Order(), deviations);
        // The noise has a standard deviation of 3 / √3 = 1.7; some of it is taken for signal.
        Assert.InRange(deviations[0], 0.8, 2.5);
    }

    /// <summary>What was seen after training moves the state, not the model: the clone's parent stays where it is.</summary>
    [Fact]
    public void Clone_ObservesAlone()
    {
        SsaSequence sequence = new(SsaTrainer.Train(Series.Seasonal(120, noise: 1), Options(24, 120, RankSelectionMethod.Fast)));
        float[] before = sequence.Forecast(5);
        SsaSequence clone = sequence.Clone();

        clone.Observe(200);

        Assert.Equal(before, sequence.Forecast(5));
        Assert.NotEqual(before, clone.Forecast(5));
    }

    private static SsaOptions Options(int window, int trainSize, RankSelectionMethod selection, int? rank = null) =>
        new(trainSize, window + 1, window, 1, selection, rank, ShouldStabilize: true, MaxGrowth: null);
}
