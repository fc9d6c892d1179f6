using CapacityFunctions.Forecasting.Networks;

namespace CapacityFunctions.Forecasting.Tests.Networks;

public class DropoutTests
{
    private const int Width = 10;
    private const int Steps = 50;
    private const int Sequences = 24;

    [Fact]
    public void Apply_ManyActivations_LeavesOutTheRateAndKeepsTheMean()
    {
        float[] mask = Mask(new Dropout(0.25f, seed: 1, step: 2), first: 0, Sequences, place: 0);

        // 12,000 draws: the share's standard error is 0.004, that of the mean 0.0053.
        Assert.InRange(mask.Count(value => value == 0) / (double)mask.Length, 0.25 - 0.016, 0.25 + 0.016);
        Assert.InRange(mask.Average(), 1 - 0.021, 1 + 0.021);
    }

    [Fact]
    public void Apply_SliceOfTheBatch_DrawsTheSameForASequence()
    {
        Dropout dropout = new(0.5f, seed: 1, step: 2);
        float[] whole = Mask(dropout, first: 0, Sequences, place: 1);
        float[] slice = Mask(dropout, first: 16, Sequences - 16, place: 1);

        for (int step = 0; step < Steps; step++)
        {
            Assert.Equal(
                whole[(((step * Sequences) + 16) * Width)..((step + 1) * Sequences * Width)],
                slice[(step * 8 * Width)..((step + 1) * 8 * Width)]);
        }
    }

    [Theory]
    [InlineData(2, 2, 0, 0)]
    [InlineData(1, 3, 0, 0)]
    [InlineData(1, 2, 1, 0)]
    [InlineData(1, 2, 0, 1)]
    public void Apply_OtherSeedStepSequenceOrPlace_DrawsAnotherMask(int seed, int step, int first, int place)
    {
        float[] mask = Mask(new Dropout(0.5f, seed: 1, step: 2), first: 0, count: 1, place: 0);
        float[] other = Mask(new Dropout(0.5f, seed, step), first, count: 1, place);

        // Independent masks agree on half of 500 draws, standard error 11.
        Assert.InRange(mask.Zip(other).Count(pair => pair.First == pair.Second), 200, 300);
    }

    [Fact]
    public void Apply_RateZero_ChangesNothing()
    {
        Assert.DoesNotContain(Mask(new Dropout(0, seed: 1, step: 2), first: 0, Sequences, place: 0), value => value != 1);
        Assert.DoesNotContain(Mask(default, first: 0, Sequences, place: 0), value => value != 1);
    }

    private static float[] Mask(Dropout dropout, int first, int count, int place)
    {
        float[] mask = new float[Steps * count * Width];
        Array.Fill(mask, 1);
        dropout.Apply(mask, first, count, Width, place);
        return mask;
    }
}
