using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Trees;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Trees;

public class DistributionForestTests
{
    [Fact]
    public void FillQuantiles_ConstantEnsembles_IsLocationPlusScaledResidual()
    {
        TreeEnsemble location = new TreeEnsembleBuilder(1, 100).Build();
        TreeEnsemble logSpread = new TreeEnsembleBuilder(1, Math.Log(2)).Build();
        ResidualQuantiles residuals = ResidualQuantiles.Of([-1, 0, 3], [], [0, 0, 0], [], 1, 1);
        DistributionForest forest = new(location, logSpread, residuals, DistributionForest.NoStep);
        double[] quantiles = new double[2 * DistributionForest.QuantileCount];

        forest.FillQuantiles([1, 2], 2, quantiles);

        // 100 + 2 · residual: the extremes are -1 and 3, the median 0.
        Assert.Equal(98, quantiles[0], 1e-9);
        Assert.Equal(100, quantiles[12], 1e-9);
        Assert.Equal(106, quantiles[24], 1e-9);
        Assert.Equal(quantiles[..25], quantiles[25..]);
    }

    [Property(MaxTest = 30)]
    public bool FillQuantiles_AnyForest_Ascends(int seed)
    {
        Random random = new(seed);
        DistributionForest forest = Random(random);
        double[] quantiles = new double[30 * DistributionForest.QuantileCount];
        forest.FillQuantiles(RandomTrees.Rows(random, 4, 30), 30, quantiles);

        bool ascends = true;
        for (int i = 1; i < quantiles.Length; i++)
        {
            ascends &= i % DistributionForest.QuantileCount == 0 || quantiles[i] >= quantiles[i - 1];
        }

        return ascends;
    }

    [Fact]
    public void Read_Written_FillsTheSameAndCutThrows()
    {
        Random random = new(1);
        DistributionForest forest = Random(random);
        float[] rows = RandomTrees.Rows(random, 4, 20);
        StateWriter writer = new();
        forest.Write(writer);
        byte[] state = writer.ToArray();
        double[] before = new double[20 * DistributionForest.QuantileCount];
        double[] after = new double[20 * DistributionForest.QuantileCount];

        forest.FillQuantiles(rows, 20, before);
        DistributionForest.Read(new StateReader(state)).FillQuantiles(rows, 20, after);

        Assert.Equal(before, after);
        for (int length = 0; length < state.Length; length += 7)
        {
            Assert.Throws<InvalidDataException>(() => DistributionForest.Read(new StateReader(state.AsMemory(0, length))));
        }
    }

    [Fact]
    public void FillQuantiles_LengthsThatDontFit_Throw()
    {
        DistributionForest forest = Random(new Random(1));

        Assert.ThrowsAny<ArgumentException>(() => forest.FillQuantiles(new float[4], 1, new double[24]));
        Assert.ThrowsAny<ArgumentException>(() => forest.FillQuantiles(new float[5], 1, new double[25]));
    }

    private static DistributionForest Random(Random random)
    {
        float[] residuals = new float[50];
        float[] spreads = new float[50];
        for (int i = 0; i < residuals.Length; i++)
        {
            residuals[i] = random.NextSingle() - 0.5f;
            spreads[i] = random.NextSingle();
        }

        return new DistributionForest(
            RandomTrees.Build(random, 4, 10, 8),
            RandomTrees.Build(random, 4, 10, 8),
            ResidualQuantiles.Of(residuals, [], spreads, spreads, 3, 2),
            stepFeature: 2);
    }
}
