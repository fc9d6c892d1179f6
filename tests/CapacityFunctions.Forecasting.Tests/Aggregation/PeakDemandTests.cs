using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.Intervals;

namespace CapacityFunctions.Forecasting.Tests.Aggregation;

public class PeakDemandTests
{
    private const int Steps = 12;
    private const int Paths = 40;
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 2, 5, 0, TimeSpan.Zero);

    /// <summary>Errors that follow each other by ρ: the true quantile of the peak covers, the highest of the steps' quantiles does not.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.6)]
    [InlineData(0.95)]
    public void Quantile_AutocorrelatedErrors_CoversThePeak(double rho)
    {
        const int forecasts = 60;
        const int futures = 400;
        Random random = new(7);
        Forecast forecast = Normal(mean: 100, deviation: 10);
        int covered = 0;
        int coveredByTheHighestStep = 0;
        for (int i = 0; i < forecasts; i++)
        {
            PeakDemand peak = PeakDemand.Of(forecast, 0, Steps, [.. Enumerable.Range(0, Paths).Select(_ => Path(random, rho))]);
            double bound = peak.Quantile(0.95);
            double highest = forecast.Quantile(0.95).Max();
            for (int future = 0; future < futures; future++)
            {
                double demand = 100 + (10 * Path(random, rho).Max());
                covered += demand <= bound ? 1 : 0;
                coveredByTheHighestStep += demand <= highest ? 1 : 0;
            }
        }

        // Which share of 40 paths exceeds a bound deviates by √(0.95 × 0.05 ÷ 40) = 3.4 % for one forecast, and 0.5 % for the average of 60.
        Assert.InRange(covered / (double)(forecasts * futures), 0.93, 0.97);
        if (rho < 0.9)
        {
            Assert.True(coveredByTheHighestStep < 0.9 * forecasts * futures, $"{coveredByTheHighestStep} of {forecasts * futures}");
        }
    }

    [Fact]
    public void Quantile_ErrorsThatGoTogether_IsTheHighestOfTheSteps()
    {
        double[] mean = [.. Enumerable.Range(0, Steps).Select(step => 50.0 + step)];
        Forecast forecast = Normal(mean, deviation: 5);
        PeakDemand peak = PeakDemand.Of(forecast, 0, Steps, [.. Enumerable.Range(0, Paths).Select(path => Enumerable.Repeat((double)path, Steps).ToArray())]);

        foreach (double probability in (double[])[0.01, 0.05, 0.5, 0.9, 0.95, 0.975, 0.995])
        {
            // 400 samples; between two of them the quantile is a chord of the curve.
            Assert.Equal(forecast.QuantileAt(Steps - 1, probability), peak.Quantile(probability), tolerance: 0.05);
        }

        Assert.Equal(61, peak.Mean, tolerance: 1e-9);
    }

    [Fact]
    public void Quantile_UnrelatedErrorsBeyondThePaths_GoesOn()
    {
        // Of 12 unrelated steps the peak's quantile p is the step's quantile p^(1/12); python3: NormalDist().inv_cdf(0.995 ** (1 / 12)) = 3.341.
        Random random = new(3);
        double average = Enumerable.Range(0, 50)
            .Average(_ => PeakDemand.Of(Normal(0, 1), 0, Steps, [.. Enumerable.Range(0, Paths).Select(_ => Path(random, 0))]).Quantile(0.995));

        Assert.InRange(average, 2.9, 3.8);
    }

    [Fact]
    public void Quantile_AnyPaths_RisesAndIsNeverBelowTheSteps()
    {
        Random random = new(5);
        for (int trial = 0; trial < 50; trial++)
        {
            double[] mean = [.. Enumerable.Range(0, Steps).Select(_ => random.NextDouble() * 20)];
            Forecast forecast = Normal(mean, deviation: random.NextDouble() * 10);
            PeakDemand peak = PeakDemand.Of(forecast, 2, 6, [.. Enumerable.Range(0, random.Next(0, Paths)).Select(_ => Path(random, 0.5)[..6])]);
            double previous = double.NegativeInfinity;
            for (double probability = 0.005; probability < 1; probability += 0.005)
            {
                double quantile = peak.Quantile(probability);
                Assert.True(quantile >= previous, $"{quantile} after {previous} at {probability}");
                Assert.True(quantile >= forecast.Quantile(probability)[2..8].Max() - 1e-9);
                previous = quantile;
            }

            Assert.True(peak.Mean >= mean[2..8].Max());
        }
    }

    [Fact]
    public void Mean_UnrelatedErrors_IsTheExpectedMaximum()
    {
        // The expected maximum of 12 standard normals is 1.629 (Teichroew 1956, table 1).
        Random random = new(11);
        double average = Enumerable.Range(0, 50)
            .Average(_ => PeakDemand.Of(Normal(10, 1), 0, Steps, [.. Enumerable.Range(0, Paths).Select(_ => Path(random, 0))]).Mean);

        Assert.Equal(11.629, average, tolerance: 0.1);
    }

    [Fact]
    public void Of_FewPastForecasts_TakesErrorsToGoTogether()
    {
        Forecast forecast = Normal(100, 10);
        PeakDemand peak = PeakDemand.Of(forecast, 0, Steps, [.. Enumerable.Range(0, 7).Select(_ => Path(new Random(1), 0))]);

        Assert.Equal(forecast.QuantileAt(0, 0.95), peak.Quantile(0.95));
        Assert.Equal(100, peak.Mean);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(6, 7)]
    public void Of_StepsOutsideTheForecast_AreRefused(int first, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PeakDemand.Of(Normal(1, 1), new ErrorSamples(HorizonSpec.OneHour, []), first, count));

    private static Forecast Normal(double mean, double deviation) => Normal([.. Enumerable.Repeat(mean, Steps)], deviation);

    private static Forecast Normal(double[] mean, double deviation)
    {
        double[] quantiles = new double[mean.Length * QuantileGrid.Count];
        for (int step = 0; step < mean.Length; step++)
        {
            QuantileGrid.FillNormal(mean[step], deviation, quantiles.AsSpan(step * QuantileGrid.Count, QuantileGrid.Count));
        }

        return new Forecast(Start, TimeSpan.FromMinutes(5), mean, quantiles);
    }

    /// <summary>Standard normal errors, each ρ × the one before it and the rest anew.</summary>
    private static double[] Path(Random random, double rho)
    {
        double[] path = new double[Steps];
        double previous = Gaussian(random);
        for (int step = 0; step < Steps; step++)
        {
            path[step] = previous;
            previous = (rho * previous) + (Math.Sqrt(1 - (rho * rho)) * Gaussian(random));
        }

        return path;
    }

    /// <summary>Box and Muller.</summary>
    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
