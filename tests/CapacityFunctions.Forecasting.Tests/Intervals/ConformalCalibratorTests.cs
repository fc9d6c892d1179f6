using CapacityFunctions.Forecasting.Intervals;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Intervals;

public class ConformalCalibratorTests
{
    private static readonly ForecastBounds Wide = new(1e-9, 1e9, -1e9, 1e9);

    [Fact]
    public void ErrorQuantiles_NoPast_AreNormal() =>
        Assert.Equal(QuantileGrid.NormalScores.ToArray(), ConformalCalibrator.ErrorQuantiles([], 1));

    [Fact]
    public void ErrorQuantiles_ErrorsTwiceTheClaimedDeviation_AreNearlyTwiceAsWide()
    {
        Random random = new(3);
        OriginRow[] rows = [.. Enumerable.Range(0, 400).Select(_ => Row([2 * Normal(random)], deviation: 1))];

        double[] quantiles = ConformalCalibrator.ErrorQuantiles(rows, 1);

        // The 0.95 quantile is 2 × 1.645 in the sample, and 1.645 in the claim, which weighs 8/408 there: 3.26. Its standard error is 0.2.
        int at95 = Array.IndexOf(QuantileGrid.Probabilities.ToArray(), 0.95);
        Assert.Equal(3.26, quantiles[at95], 0.6);
    }

    [Property(MaxTest = 50)]
    public bool ErrorQuantiles_AnyPast_NeverCross(int seed)
    {
        Random random = new(seed);
        OriginRow[] rows = [.. Enumerable.Range(0, random.Next(1, 45)).Select(_ =>
            Row([.. Enumerable.Range(0, 12).Select(_ => Math.Pow(random.NextDouble(), 4) * 100 * (random.Next(3) - 1))], random.NextDouble() + 0.1))];

        double[] quantiles = ConformalCalibrator.ErrorQuantiles(rows, 20);

        return Enumerable.Range(0, 20).All(step =>
        {
            double[] row = quantiles[(step * QuantileGrid.Count)..((step + 1) * QuantileGrid.Count)];
            return row.SequenceEqual(row.Order());
        });
    }

    [Fact]
    public void ErrorQuantiles_BeyondWhatWasTrained_RepeatTheLastStep()
    {
        OriginRow[] rows = [Row([1, 2, 3], 1), Row([-1, 2, -4], 1)];

        double[] quantiles = ConformalCalibrator.ErrorQuantiles(rows, 5);

        Assert.Equal(quantiles[(2 * QuantileGrid.Count)..(3 * QuantileGrid.Count)], quantiles[(4 * QuantileGrid.Count)..]);
    }

    [Theory]
    [InlineData(0.05, -1.64485362695)]
    [InlineData(0.93, 1.47579102818)] // between grid points; R: qnorm(0.93)
    [InlineData(0.999, 3.09023230617)] // beyond the grid; R: qnorm(0.999)
    public void Interpolate_NormalQuantiles_IsExact(double probability, double expected) =>
        Assert.Equal(expected, QuantileGrid.Interpolate(QuantileGrid.NormalScores, probability), 1e-6);

    private static OriginRow Row(double[] errors, double deviation)
    {
        OriginRow row = OriginRow.Open(SampleSeries.Start, new double[errors.Length], [.. errors.Select(_ => deviation)], Wide);
        for (int step = 0; step < errors.Length; step++)
        {
            row.Observe(step, errors[step]);
        }

        return row;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
