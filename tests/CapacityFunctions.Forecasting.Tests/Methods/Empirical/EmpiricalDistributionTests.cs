using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Methods.Empirical;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Methods.Empirical;

public class EmpiricalDistributionTests
{
    private const double Always = 1e12;

    [Theory]
    [InlineData(0.25, 1.5)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.8, 3.7)]
    [InlineData(0.95, 4)]
    public void Forecast_EqualWeights_AreQuantilesOfType5(double probability, double expected)
    {
        // R: quantile(c(3, 1, 4, 2), c(.25, .5, .8, .95), type = 5)
        QuantileForecast forecast = new EmpiricalDistribution(new EmpiricalWeights(Always, 1, 1, 0), [3, 1, 4, 2]).Forecast(2);

        Assert.Equal(expected, Quantile(forecast, 1, probability), 1e-9);
        Assert.Equal(2.5, forecast.Mean[0], 1e-9);
        Assert.Equal(Math.Sqrt(1.25), forecast.Deviation[0], 1e-9);
    }

    [Fact]
    public void Forecast_HalfLife_WeighsByAge()
    {
        // Ages 2, 1, 0 at a half-life of one step: weights ¼, ½, 1 of 1¾. Mean (10/4 + 20/2 + 30)/1.75 = 24.2857.
        QuantileForecast forecast = new EmpiricalDistribution(new EmpiricalWeights(1, 1, 1, 0), [10, 20, 30]).Forecast(1);

        Assert.Equal(42.5 / 1.75, forecast.Mean[0], 1e-9);

        // Middles of the weights ÷ 1.75: 0.0714, 0.2857, 0.7143. The median lies half-way between the last two.
        Assert.Equal(25, Quantile(forecast, 0, 0.5), 1e-9);
    }

    [Fact]
    public void Forecast_NarrowPhase_FollowsTheSeason()
    {
        // Four phases of 0, 0, 100, 0; the next step is phase 0, a width of 0.3 leaves neighbours e^−5.6 and everyone the floor of 0.1.
        float[] history = [.. Enumerable.Range(0, 80).Select(t => t % 4 == 2 ? 100f : 0f)];

        QuantileForecast forecast = new EmpiricalDistribution(new EmpiricalWeights(Always, 4, 0.3, 0), history).Forecast(4);

        // Weights 1.1 for the own phase, 0.1 + e^−5.556 = 0.10387 twice, 0.1 for the opposite one: phase 2 gets 1.1 of 1.40773.
        Assert.Equal(100 * 1.1 / 1.40773, forecast.Mean[2], 1e-3);
        Assert.Equal(100 * 0.1 / 1.40773, forecast.Mean[0], 1e-3);
        Assert.Equal(100, Quantile(forecast, 2, 0.5), 1e-9);
        Assert.Equal(0, Quantile(forecast, 0, 0.5), 1e-9);
    }

    [Fact]
    public void Forecast_State_RemembersWhatFollowedSimilarOnes()
    {
        // Blocks of ten steps at 10 and ten at 50: five steps after the beginning of a high block the block goes on for the next steps.
        float[] history = [.. Enumerable.Range(0, 405).Select(t => t / 10 % 2 == 0 ? 10f : 50f)];

        QuantileForecast low = new EmpiricalDistribution(new EmpiricalWeights(Always, 1, 1, 3), history).Forecast(1);
        QuantileForecast high = new EmpiricalDistribution(new EmpiricalWeights(Always, 1, 1, 3), history.AsSpan(0, 395)).Forecast(1);

        Assert.InRange(low.Mean[0], 10, 20);
        Assert.InRange(high.Mean[0], 40, 50);
    }

    [Property(MaxTest = 50)]
    public bool Forecast_AnyHistory_QuantilesAscendWithinWhatWasSeen(int seed)
    {
        Random random = new(seed);
        float[] history = [.. Enumerable.Range(0, random.Next(1, 200)).Select(_ =>
            random.Next(5) == 0 ? float.NaN : (float)(Math.Pow(random.NextDouble(), 6) * 100))];
        if (history.All(float.IsNaN))
        {
            history[0] = 1;
        }

        EmpiricalWeights weights = new(1 + (random.NextDouble() * 50), random.Next(1, 30), 1, random.Next(4));
        QuantileForecast forecast = new EmpiricalDistribution(weights, history).Forecast(30);
        float[] known = [.. history.Where(value => !float.IsNaN(value))];

        return Enumerable.Range(0, 30).All(step =>
        {
            double[] row = Row(forecast, step);
            return row.SequenceEqual(row.Order()) && row[0] >= known.Min() && row[^1] <= known.Max() && double.IsFinite(forecast.Deviation[step]);
        });
    }

    private static double Quantile(QuantileForecast forecast, int step, double probability) =>
        Row(forecast, step)[Array.IndexOf(QuantileForecast.Probabilities.ToArray(), probability)];

    private static double[] Row(QuantileForecast forecast, int step)
    {
        double[] row = new double[QuantileForecast.Probabilities.Length];
        Assert.True(forecast.FillQuantiles(step, row));
        return row;
    }
}
