using CapacityFunctions.Forecasting.Inputs;

namespace CapacityFunctions.Forecasting.Tests.Inputs;

public class LagSearchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(30)]
    public void Find_WanderingInput_FindsItsDelay(int lag)
    {
        double[] input = Wander(1);
        double[] usage = PlantedSeries.Usage(input, lag, (value, signal) => value + (4 * signal));

        Assert.Equal(lag, LagSearch.Find(usage, input, 24, 0));
    }

    [Fact]
    public void Find_TwoSeriesThatMerelyWander_HaveNone()
    {
        // Random walks correlate by chance at any delay before they are prewhitened; 5 of 100 pairs may still do so after it.
        int found = Enumerable.Range(0, 100).Count(seed => LagSearch.Find(Wander(seed), Wander(1_000 + seed), 1, 0) != 0);

        Assert.InRange(found, 0, 20);
    }

    [Fact]
    public void Find_Constant_IsTheShortest() => Assert.Equal(1, LagSearch.Find(new double[100], Wander(1)[..100], 1, 1));

    private static double[] Wander(int seed)
    {
        double level = 0;
        return [.. PlantedSeries.Noise(seed, 600).Select(step => level += step)];
    }
}
