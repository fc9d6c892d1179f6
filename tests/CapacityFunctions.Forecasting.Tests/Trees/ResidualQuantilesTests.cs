using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Trees;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Trees;

public class ResidualQuantilesTests
{
    [Fact]
    public void Of_OneBin_IsTheQuantileOfTheSample()
    {
        float[] residuals = [5, 1, 3, 2, 4];

        ReadOnlySpan<float> quantiles = ResidualQuantiles.Of(residuals, [], residuals, [], 1, 1).At(0, 0);

        // Type 5: the five values stand at 0.1, 0.3, 0.5, 0.7 and 0.9; beyond them nothing is known.
        Assert.Equal(1, quantiles[0]);
        Assert.Equal(1, quantiles[4], 1e-6);
        Assert.Equal(1.5, quantiles[6], 1e-6);
        Assert.Equal(3, quantiles[12], 1e-6);
        Assert.Equal(5, quantiles[^1]);
    }

    [Fact]
    public void Of_Weights_CountAsRepeatedValues()
    {
        float[] spreads = [0, 0, 0];

        ReadOnlySpan<float> quantiles = ResidualQuantiles.Of([1, 2, 9], [1, 3, 0], spreads, [], 1, 1).At(0, 0);

        // Of weight 4, the 1 stands at 0.5 / 4, the 2 at 2.5 / 4, the 9 nowhere: 0.5 is 0.75 of the way.
        Assert.Equal(1.75, quantiles[12], 1e-6);
        Assert.Equal(2, quantiles[^1]);
    }

    [Fact]
    public void Of_SpreadsThatDiffer_TellsBinsApart()
    {
        const int Count = 40_000;
        float[] residuals = new float[Count];
        float[] spreads = new float[Count];
        float[] steps = new float[Count];
        for (int i = 0; i < Count; i++)
        {
            spreads[i] = i % 2;
            steps[i] = 1 + (i / 2 % 2);
            residuals[i] = i / (float)Count * (1 + (9 * spreads[i])) * steps[i];
        }

        ResidualQuantiles quantiles = ResidualQuantiles.Of(residuals, [], spreads, steps, 2, 2);

        // Uniform up to 1, 10, 2 and 20; of 10,000 rows a bin, 200 pooled ones move the median by less than a tenth.
        Assert.Equal(4, quantiles.BinCount);
        Assert.Equal(0.5, quantiles.At(0, 1)[12], 0.1);
        Assert.Equal(5, quantiles.At(1, 1)[12], 0.15);
        Assert.Equal(1, quantiles.At(0, 2)[12], 0.1);
        Assert.Equal(10, quantiles.At(1, 2)[12], 0.25);
    }

    [Property(MaxTest = 50)]
    public bool At_AnySample_Ascends(int seed)
    {
        Random random = new(seed);
        int count = 1 + random.Next(300);
        float[] residuals = RandomTrees.Rows(random, 1, count);
        float[] spreads = new float[count];
        for (int i = 0; i < count; i++)
        {
            residuals[i] = float.IsNaN(residuals[i]) ? -1 : residuals[i];
            spreads[i] = random.Next(4);
        }

        ResidualQuantiles quantiles = ResidualQuantiles.Of(residuals, [], spreads, spreads, 3, 2);
        bool ascends = true;
        for (int spread = -1; spread < 5; spread++)
        {
            ReadOnlySpan<float> row = quantiles.At(spread, spread);
            for (int i = 1; i < row.Length; i++)
            {
                ascends &= row[i] >= row[i - 1];
            }
        }

        return ascends;
    }

    [Fact]
    public void Read_Written_IsTheSameAndDamageThrows()
    {
        float[] residuals = [5, 1, 3, 2, 4];
        StateWriter writer = new();
        ResidualQuantiles.Of(residuals, [], residuals, residuals, 2, 2).Write(writer);
        byte[] state = writer.ToArray();

        ResidualQuantiles read = ResidualQuantiles.Read(new StateReader(state));

        StateWriter again = new();
        read.Write(again);
        Assert.Equal(state, again.ToArray());
        Assert.Equal(QuantileGrid.Count, read.At(3, 3).Length);
        for (int length = 0; length < state.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => ResidualQuantiles.Read(new StateReader(state.AsMemory(0, length))));
        }

        // The last byte holds the sign of the last quantile, which would be below its neighbour.
        state[^1] ^= 0x80;
        Assert.Throws<InvalidDataException>(() => ResidualQuantiles.Read(new StateReader(state)));
    }
}
