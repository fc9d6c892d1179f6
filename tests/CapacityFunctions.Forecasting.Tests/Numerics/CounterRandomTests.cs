using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Tests.Numerics;

public sealed class CounterRandomTests
{
    [Fact]
    public void Next_SeedAndKeyZero_IsTheSequenceOfSplitMix64()
    {
        // SplitMix64 from 0, published first outputs: E220A8397B1DCDAF, 6E789E6AA1B965F4, 06C45D188009454F. The finaliser maps 0 to 0.
        CounterRandom random = new(0, 0);

        Assert.Equal((0xE220A8397B1DCDAF >> 11) * Math.Pow(2, -53), random.Next());
        Assert.Equal((0x6E789E6AA1B965F4 >> 11) * Math.Pow(2, -53), random.Next());
        Assert.Equal((0x06C45D188009454F >> 11) * Math.Pow(2, -53), random.Next());
    }

    [Fact]
    public void Next_NegativeSeedsAndKeys_AreUniform()
    {
        double sum = 0;
        double squares = 0;
        int[] counts = new int[10];
        for (int key = -500; key < 500; key++)
        {
            CounterRandom random = new(-key * 7, key);
            for (int i = 0; i < 10; i++)
            {
                double value = random.Next();
                Assert.InRange(value, 0, 1 - double.Epsilon);
                sum += value;
                squares += value * value;
                counts[random.Next(10)]++;
            }
        }

        // 10 000 numbers: standard errors 0.003 of the mean, 0.003 of the square, 30 of a count; each within five of them.
        Assert.InRange(sum / 10_000, 0.485, 0.515);
        Assert.InRange(squares / 10_000, (1 / 3.0) - 0.015, (1 / 3.0) + 0.015);
        Assert.All(counts, count => Assert.InRange(count, 850, 1_150));
    }

    [Fact]
    public void Next_NeighbouringKeys_HaveNothingInCommon()
    {
        // A sequence that goes on where another key began would give the same number one step later.
        HashSet<double> seen = [];
        for (int key = 0; key < 1_000; key++)
        {
            CounterRandom random = new(1, key);
            for (int i = 0; i < 5; i++)
            {
                Assert.True(seen.Add(random.Next()));
            }
        }
    }
}
