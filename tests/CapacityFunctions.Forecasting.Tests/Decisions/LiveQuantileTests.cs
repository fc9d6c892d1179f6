using CapacityFunctions.Forecasting.Decisions;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Tests.Decisions;

public sealed class LiveQuantileTests
{
    private const double Probability = 0.9;
    private const int Step = 2;

    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Grid = TimeSpan.FromMinutes(5);

    [Fact]
    public void Decide_NothingObserved_IsTheModelsQuantile()
    {
        Forecast forecast = Normal(0, mean: 50, deviation: 10);

        Assert.Equal(forecast.QuantileAt(Step, Probability), new LiveQuantile(Probability).Decide(forecast, Step), 1e-9);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Decide_DeviationsOfTheWrongSize_AreExceededAsOftenAsTheyShould(double claimed)
    {
        // Outcomes vary by 10. Of claimed deviations of 5 and 20, the 0.9 quantile is exceeded in 26 % and 0.5 % of cases.
        (double share, double loss, double modelsLoss) = Run(new LiveQuantile(Probability), i => (50, 10 * claimed), i => 50 + (10 * Noise(i)), 4000);

        Assert.InRange(share, 0.08, 0.12);
        Assert.True(loss < 0.95 * modelsLoss, $"{loss} beside {modelsLoss}");
    }

    [Fact]
    public void Decide_ModelThatIsRight_LosesNextToNothing()
    {
        (double share, double loss, double modelsLoss) = Run(new LiveQuantile(Probability), _ => (50, 10), i => 50 + (10 * Noise(i)), 4000);

        Assert.InRange(share, 0.08, 0.12);
        Assert.True(loss < 1.02 * modelsLoss, $"{loss} beside {modelsLoss}");
    }

    [Fact]
    public void Decide_ErrorsThatLast_AreFollowed()
    {
        // Errors of 20 for half a day each way, which the model doesn't see; noise of 5.
        (_, double loss, double modelsLoss) = Run(
            new LiveQuantile(Probability), _ => (50, 20), i => 50 + (i / 144 % 2 == 0 ? 20 : -20) + (5 * Noise(i)), 4000);

        Assert.True(loss < 0.6 * modelsLoss, $"{loss} beside {modelsLoss}");
    }

    [Fact]
    public void Decide_NoiseThatComesInWaves_IsWiderInThem()
    {
        // Deviations of 2 and 20 in turn, half a day each; the model claims their root mean square.
        (_, double loss, double modelsLoss) = Run(
            new LiveQuantile(Probability), _ => (50, Math.Sqrt(202)), i => 50 + ((i / 144 % 2 == 0 ? 2 : 20) * Noise(i)), 4000);

        Assert.True(loss < 0.85 * modelsLoss, $"{loss} beside {modelsLoss}");
    }

    /// <summary>A cycle that is carried out a second time learns nothing new and decides alike.</summary>
    [Fact]
    public void ObserveAndDecide_TheSameAgain_ChangeNothing()
    {
        LiveQuantile live = new(Probability);
        Run(live, _ => (50, 20), i => 50 + (10 * Noise(i)), 500);
        live.Observe(Start + (500 * Grid), 47);
        double first = live.Decide(Normal(501, mean: 50, deviation: 20), Step);
        byte[] state = live.Serialize();

        live.Observe(Start + (500 * Grid), 1000);
        live.Observe(Start, 1000);

        Assert.Equal(first, live.Decide(Normal(501, mean: 80, deviation: 20), Step));
        Assert.Equal(state, live.Serialize());
    }

    [Fact]
    public void Deserialize_Serialized_GoesOnAlike()
    {
        LiveQuantile original = new(Probability);
        Run(original, _ => (50, 20), i => 50 + (10 * Noise(i)), 500);

        LiveQuantile restored = LiveQuantile.Deserialize(original.Serialize());

        for (int i = 500; i < 800; i++)
        {
            Assert.Equal(Next(original, i), Next(restored, i));
        }

        Assert.InRange(original.Serialize().Length, 1, 4096);
    }

    [Fact]
    public void Observe_MissedBuckets_DoNotMixUpOutcomes()
    {
        // A cycle that is left out has no decision to judge, and one whose bucket was not observed is dropped.
        LiveQuantile quantile = new(Probability);
        double last = 0;
        for (int i = 0; i < 600; i++)
        {
            if (i % 7 != 0)
            {
                quantile.Observe(Start + (Grid * (i - 1)), 100);
            }

            if (i % 5 != 0)
            {
                last = quantile.Decide(Normal(i, mean: 100, deviation: 1), Step);
            }
        }

        Assert.InRange(last, 99.9, 101.5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void New_NoProbability_IsRefused(double probability) =>
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => new LiveQuantile(probability));

    [Fact]
    public void Observe_NotFinite_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LiveQuantile(Probability).Observe(Start, double.NaN));

    [Fact]
    public void Deserialize_Damaged_IsRefused()
    {
        byte[] state = new LiveQuantile(Probability).Serialize();
        BitConverter.TryWriteBytes(state.AsSpan(1), 7.0);

        Assert.Throws<InvalidDataException>(() => LiveQuantile.Deserialize(state));
    }

    private static double Next(LiveQuantile quantile, int i)
    {
        quantile.Observe(Start + (Grid * (i - 1)), 50 + (10 * Noise(i - 1)));
        return quantile.Decide(Normal(i, 50, 20), Step);
    }

    /// <summary>Runs cycle after cycle and judges the second half, beside the model's own quantile.</summary>
    private static (double Share, double Loss, double ModelsLoss) Run(
        LiveQuantile quantile, Func<int, (double Mean, double Deviation)> model, Func<int, double> usage, int cycles)
    {
        double[] decided = new double[cycles + Step];
        double[] own = new double[cycles + Step];
        double exceeded = 0;
        double loss = 0;
        double modelsLoss = 0;
        int judged = 0;
        for (int i = 0; i < cycles; i++)
        {
            if (i > 0)
            {
                quantile.Observe(Start + (Grid * (i - 1)), usage(i - 1));
            }

            Forecast forecast = Normal(i, model(i).Mean, model(i).Deviation);
            decided[i + Step] = quantile.Decide(forecast, Step);
            own[i + Step] = forecast.QuantileAt(Step, Probability);
            if (i > cycles / 2)
            {
                judged++;
                exceeded += usage(i) > decided[i] ? 1 : 0;
                loss += Pinball(usage(i) - decided[i]);
                modelsLoss += Pinball(usage(i) - own[i]);
            }
        }

        return (exceeded / judged, loss / judged, modelsLoss / judged);
    }

    private static double Pinball(double error) => error > 0 ? Probability * error : (Probability - 1) * error;

    private static Forecast Normal(int decision, double mean, double deviation)
    {
        const int steps = Step + 1;
        double[] quantiles = new double[steps * QuantileGrid.Count];
        for (int step = 0; step < steps; step++)
        {
            QuantileGrid.FillNormal(mean, deviation, quantiles.AsSpan(step * QuantileGrid.Count, QuantileGrid.Count));
        }

        return new Forecast(Start + (Grid * decision), Grid, [mean, mean, mean], quantiles);
    }

    /// <summary>Standard normal, the same for the same step: SplitMix64 of the step, through the quantile function.</summary>
    private static double Noise(int step)
    {
        ulong z = (ulong)(step + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return NormalDistribution.Quantile(((z ^ (z >> 31)) >> 11) * (1.0 / (1L << 53)) is var u && u > 0 ? u : 0.5);
    }
}
