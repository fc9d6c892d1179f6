using CapacityFunctions.Forecasting.Intervals;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Intervals;

public class ConformalCalibratorTests
{
    [Fact]
    public void Scores_NoPast_AreNormal() =>
        Assert.Equal(QuantileGrid.NormalScores.ToArray(), ConformalCalibrator.Scores([], 1));

    [Fact]
    public void Scores_ErrorsTwiceTheClaimedDeviation_AreNearlyTwiceAsWide()
    {
        Random random = new(3);
        OriginRow[] rows = [.. Enumerable.Range(0, 400).Select(_ => Row([2 * Normal(random)], deviation: 1))];

        double[] quantiles = ConformalCalibrator.Scores(rows, 1);

        // The 0.95 quantile is 2 × 1.645 in the sample, and 1.645 in the claim, which weighs (40 + 0.2 ÷ 0.05)/444 there: 3.13. Its standard
        // error is 0.2.
        int at95 = Array.IndexOf(QuantileGrid.Probabilities.ToArray(), 0.95);
        Assert.Equal(3.13, quantiles[at95], 0.6);
    }

    [Property(MaxTest = 50)]
    public bool Scores_AnyPast_NeverCross(int seed)
    {
        Random random = new(seed);
        OriginRow[] rows = [.. Enumerable.Range(0, random.Next(1, 45)).Select(_ =>
            Row([.. Enumerable.Range(0, 12).Select(_ => Math.Pow(random.NextDouble(), 4) * 100 * (random.Next(3) - 1))], random.NextDouble() + 0.1))];

        double[] quantiles = ConformalCalibrator.Scores(rows, 20);

        return Enumerable.Range(0, 20).All(step =>
        {
            double[] row = quantiles[(step * QuantileGrid.Count)..((step + 1) * QuantileGrid.Count)];
            return row.SequenceEqual(row.Order());
        });
    }

    [Fact]
    public void Scores_BeyondWhatWasTrained_RepeatTheLastStep()
    {
        OriginRow[] rows = [Row([1, 2, 3], 1), Row([-1, 2, -4], 1)];

        double[] quantiles = ConformalCalibrator.Scores(rows, 5);

        Assert.Equal(quantiles[(2 * QuantileGrid.Count)..(3 * QuantileGrid.Count)], quantiles[(4 * QuantileGrid.Count)..]);
    }

    private static OriginRow Row(double[] errors, double deviation)
    {
        OriginRow row = OriginRow.Open(
            SampleSeries.Start, PredictiveDistribution.Normal(new double[errors.Length], [.. errors.Select(_ => deviation)], deviation));
        for (int step = 0; step < errors.Length; step++)
        {
            row.Observe(step, errors[step]);
        }

        return row;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
