using CapacityFunctions.Forecasting.Methods.Prophet;

namespace CapacityFunctions.Forecasting.Tests.Methods.Prophet;

public class TrendUncertaintyTests
{
    private const int Draws = 200_000;

    /// <summary>From almost only noise to almost only trend; few and many changes.</summary>
    [Theory]
    [InlineData(25, 0.04, 0.3, 0.05)]
    [InlineData(25, 0.4, 0.5, 0.05)]
    [InlineData(4, 1, 0.5, 0.1)]
    public void Quantile_NoiseAndChanges_MatchesSimulation(double rate, double scale, double time, double noise)
    {
        TrendUncertainty uncertainty = new(rate, scale);
        double deviation = Math.Sqrt((noise * noise) + uncertainty.Variance(time));
        ProphetForecast forecast = new([10], [deviation], [noise], [1], [time], uncertainty);
        double[] drawn = Simulate(rate, scale, time, noise);

        // Standard error of a simulated probability: √(p(1 − p)/200,000) ≤ 0.0011; five of them.
        foreach (double probability in (double[])[0.01, 0.05, 0.25, 0.5, 0.9, 0.975])
        {
            double quantile = forecast.Quantile(0, probability) - 10;
            double below = drawn.Count(value => value <= quantile) / (double)Draws;
            Assert.Equal(probability, below, 0.0056);
        }

        // The square's relative standard error is √((kurtosis − 1)/200,000), 0.6 % for the heaviest tail here (kurtosis 8).
        Assert.Equal(1, drawn.Average(value => value * value) / (deviation * deviation), 0.03);
    }

    [Fact]
    public void Quantile_NoiseAlone_IsNormal()
    {
        ProphetForecast forecast = new([3], [2], [2], [1], [0], new TrendUncertainty(25, 1e-8));

        // Normal table: 1.959964.
        Assert.Equal(3 + (2 * 1.959964), forecast.Quantile(0, 0.975), 1e-5);
    }

    /// <summary>As the original draws it: a Poisson number of changes at uniform times, each Laplace.</summary>
    private static double[] Simulate(double rate, double scale, double time, double noise)
    {
        Random random = new(17);
        double[] drawn = new double[Draws];
        for (int i = 0; i < drawn.Length; i++)
        {
            for (double at = Exponential(random) / rate; at < time; at += Exponential(random) / rate)
            {
                double change = scale * Exponential(random) * (random.Next(2) == 0 ? -1 : 1);
                drawn[i] += change * (time - at);
            }

            double normal = Math.Sqrt(2 * Exponential(random)) * Math.Cos(2 * Math.PI * random.NextDouble());
            drawn[i] += noise * normal;
        }

        return drawn;
    }

    private static double Exponential(Random random) => -Math.Log(1 - random.NextDouble());
}
