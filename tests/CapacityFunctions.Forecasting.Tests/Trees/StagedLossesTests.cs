using CapacityFunctions.Forecasting.Trees;

namespace CapacityFunctions.Forecasting.Tests.Trees;

public class StagedLossesTests
{
    [Fact]
    public void Add_ThreeConstantTrees_GivesErrorAfterEachStep()
    {
        TreeEnsembleBuilder builder = new(1, 1);
        foreach (double value in (double[])[2, 3, 10])
        {
            builder.Add(new TreeParts { Features = [], Thresholds = [], Left = [], Right = [], Values = [value] });
        }

        TreeEnsemble ensemble = builder.Build();
        double[] losses = new double[StagedLosses.CountOf(ensemble, 2)];
        StagedLosses.Add(ensemble, [0, 0], [6, 7], [1, 2], 2, losses);

        // Predictions 1, then 1 + 2 + 3 = 6, then 16: errors of the two rows -5 and -6, 0 and -1, 10 and 9.
        Assert.Equal([25 + 72, 2, 100 + 162], losses);
        Assert.Equal(1, StagedLosses.Best(losses));
    }
}
