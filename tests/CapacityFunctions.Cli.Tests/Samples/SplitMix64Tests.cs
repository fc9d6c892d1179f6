using CapacityFunctions.Cli.Samples;

namespace CapacityFunctions.Cli.Tests.Samples;

public sealed class SplitMix64Tests
{
    // The sequence of seed 1234567 that the Rosetta Code task "Pseudo-random numbers/Splitmix64" asks implementations to print.
    [Fact]
    public void Next_Seed1234567_MatchesPublishedSequence()
    {
        SplitMix64 random = new(1234567);

        Assert.Equal(
            [6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL],
            Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    [Fact]
    public void NextNormal_ManyDraws_HasMeanZeroAndVarianceOne()
    {
        SplitMix64 random = new(7);

        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextNormal())];

        // Standard error of the mean 1/√20000 ≈ 0.007; of the variance about √2/√20000 = 0.01: four of each.
        Assert.Equal(0, draws.Average(), 0.028);
        Assert.Equal(1, draws.Average(draw => draw * draw), 0.04);
    }

    [Fact]
    public void ForPart_NeighbouringPartsAndSeeds_DrawDifferently()
    {
        ulong[] first =
        [
            SplitMix64.ForPart(1, 0).Next(), SplitMix64.ForPart(1, 1).Next(), SplitMix64.ForPart(2, 0).Next(), SplitMix64.ForPart(2, 1).Next(),
        ];

        Assert.Equal(first.Length, first.Distinct().Count());
    }
}
