using CapacityFunctions.Forecasting.Intervals;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Intervals;

public class QuantileGridTests
{
    [Theory]
    [InlineData(0.05, -1.64485362695)]
    [InlineData(0.93, 1.47579102818)] // between grid points; R: qnorm(0.93)
    [InlineData(0.999, 3.09023230617)] // beyond the grid; R: qnorm(0.999)
    public void Interpolate_NormalQuantiles_IsExact(double probability, double expected) =>
        Assert.Equal(expected, QuantileGrid.Interpolate(QuantileGrid.NormalScores, probability), 1e-6);

    [Property(MaxTest = 200)]
    public bool ValueAt_ScoreOfAnOutcome_IsTheOutcome(int seed)
    {
        Random random = new(seed);
        double[] quantiles = Ascending(random);
        double value = (random.NextDouble() * 60) - 10;

        double score = QuantileGrid.ScoreOf(quantiles, value, tailUnit: 2);

        return Math.Abs(QuantileGrid.ValueAt(quantiles, score, tailUnit: 2) - value) < 1e-9;
    }

    [Property(MaxTest = 100)]
    public bool ScoreOf_LargerOutcome_IsNotSmaller(int seed)
    {
        Random random = new(seed);
        double[] quantiles = [.. Ascending(random).Select(value => Math.Round(value / 5) * 5)];
        double[] scores = [.. Enumerable.Range(-100, 700).Select(tenth => QuantileGrid.ScoreOf(quantiles, tenth / 10.0, tailUnit: 3))];

        return scores.SequenceEqual(scores.Order());
    }

    [Theory]
    [InlineData(1.2, 1.2)] // inside: the score of a standard normal outcome is the outcome
    [InlineData(2.57582930355, 2.57582930355)] // R: qnorm(0.995), the last of the grid
    [InlineData(6.57582930355, 4.57582930355)] // 4 beyond it in units of 2
    [InlineData(-12.57582930355, -7.57582930355)] // 10 beyond the first
    public void ScoreOf_StandardNormal_CountsTheTailInItsUnit(double value, double expected) =>
        Assert.Equal(expected, QuantileGrid.ScoreOf(QuantileGrid.NormalScores, value, tailUnit: 2), 1e-6);

    [Fact]
    public void ScoreOf_QuantilesThatCoincide_IsTheirMiddle()
    {
        // All of the distribution at 7: an outcome of 7 is its median.
        double[] quantiles = [.. Enumerable.Repeat(7.0, QuantileGrid.Count)];

        Assert.Equal(0, QuantileGrid.ScoreOf(quantiles, 7, tailUnit: 1), 1e-12);
    }

    [Fact]
    public void Moments_UniformInside_AreThoseOfTheCutUniform()
    {
        // Of a uniform on [0, 1], level below 0.005 and above 0.995: mean 1/2, variance 0.99³ ÷ 12 + 2 · 0.005 · 0.495².
        double[] row = QuantileGrid.Probabilities.ToArray();

        (double mean, double deviation) = QuantileGrid.Moments(row);

        Assert.Equal(0.5, mean, 1e-12);
        Assert.Equal(Math.Sqrt((0.99 * 0.99 * 0.99 / 12) + (0.01 * 0.495 * 0.495)), deviation, 1e-12);
    }

    [Fact]
    public void Moments_Normal_AreNearItsOwn()
    {
        double[] row = new double[QuantileGrid.Count];
        QuantileGrid.FillNormal(20, 3, row);

        (double mean, double deviation) = QuantileGrid.Moments(row);

        // The tails beyond 2.58 deviations are cut, which is 2 % of the deviation; chords give some of it back.
        Assert.Equal(20, mean, 1e-9);
        Assert.Equal(3, deviation, 0.06);
    }

    [Fact]
    public void Moments_Constant_HaveNoDeviation()
    {
        double[] row = [.. Enumerable.Repeat(7.0, QuantileGrid.Count)];

        (double mean, double deviation) = QuantileGrid.Moments(row);

        Assert.Equal(7, mean, 1e-12);
        Assert.Equal(0, deviation, 1e-9);
    }

    [Property(MaxTest = 100)]
    public bool Moments_ScaledAndShifted_ScaleAndShift(int seed)
    {
        Random random = new(seed);
        double[] row = Ascending(random);
        (double mean, double deviation) = QuantileGrid.Moments(row);
        (double movedMean, double movedDeviation) = QuantileGrid.Moments([.. row.Select(value => (3 * value) - 8)]);

        return mean >= row[0] && mean <= row[^1]
            && Math.Abs(movedMean - ((3 * mean) - 8)) < 1e-9
            && Math.Abs(movedDeviation - (3 * deviation)) < 1e-9;
    }

    private static double[] Ascending(Random random)
    {
        double[] quantiles = new double[QuantileGrid.Count];
        double value = 0;
        for (int i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = value += 0.01 + (Math.Pow(random.NextDouble(), 3) * 4);
        }

        return quantiles;
    }
}
