using CapacityFunctions.Forecasting.Trees;
using Microsoft.ML.Trainers.FastTree;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>Takes the trees out of a model of ML.NET.</summary>
internal static class TreeExtraction
{
    /// <param name="model">Of numerical features.</param>
    /// <param name="featureCount">Values of a row.</param>
    /// <param name="centre">Added to every prediction.</param>
    public static TreeEnsemble Of(TreeEnsembleModelParametersBasedOnRegressionTree model, int featureCount, double centre)
    {
        RegressionTreeEnsemble source = model.TrainedTreeEnsemble;
        TreeEnsembleBuilder builder = new(featureCount, centre + source.Bias);
        for (int i = 0; i < source.Trees.Count; i++)
        {
            Add(builder, source.Trees[i], source.TreeWeights[i]);
        }

        return builder.Build();
    }

    private static void Add(TreeEnsembleBuilder builder, RegressionTree tree, double weight)
    {
        // ML.NET gives a tree without splits a second leaf and no way to it.
        bool isLeaf = tree.NumberOfNodes == 0 || tree.NumberOfLeaves < 2;
        double[] values = [.. tree.LeafValues.Take(isLeaf ? 1 : tree.NumberOfLeaves)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= weight;
        }

        builder.Add(isLeaf
            ? new TreeParts { Features = [], Thresholds = [], Left = [], Right = [], Values = values }
            : new TreeParts
            {
                Features = [.. tree.NumericalSplitFeatureIndexes],
                Thresholds = [.. tree.NumericalSplitThresholds],
                Left = [.. tree.LeftChild],
                Right = [.. tree.RightChild],
                Values = values,
            });
    }
}
