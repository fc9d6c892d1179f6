using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>The calls of ML.NET.</summary>
internal static class TreeTraining
{
    // Weight of a leaf; only keeps rows without weight from a leaf of their own.
    private const double SmallestLeafWeight = 1e-3;

    /// <returns>Null when nothing is worth a split.</returns>
    public static IPredictionTransformer<TreeEnsembleModelParametersBasedOnRegressionTree>? Fit(
        MLContext context, IDataView rows, IDataView? validation, BoostingOptions options, BoostingLibrary library) =>
        library == BoostingLibrary.LightGbm
            ? FitLightGbm(context, rows, validation, options)
            : FitFastTree(context, rows, options);

    private static RegressionPredictionTransformer<LightGbmRegressionModelParameters>? FitLightGbm(
        MLContext context, IDataView rows, IDataView? validation, BoostingOptions options)
    {
        LightGbmRegressionTrainer trainer = context.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            LabelColumnName = nameof(BoostingRow.Label),
            FeatureColumnName = nameof(BoostingRow.Features),
            ExampleWeightColumnName = nameof(BoostingRow.Weight),
            NumberOfIterations = options.Trees,
            NumberOfLeaves = options.Leaves,
            LearningRate = options.LearningRate,
            MinimumExampleCountPerLeaf = options.MinimumRowsPerLeaf,
            EarlyStoppingRound = validation is null ? 0 : options.Patience,
            UseCategoricalSplit = false,
            HandleMissingValue = false,
            NumberOfThreads = 1,
            Deterministic = true,
            ForceColumnWise = true,
            Seed = options.Seed,
            Booster = new GradientBooster.Options
            {
                FeatureFraction = options.FeatureFraction,
                SubsampleFraction = options.BaggingFraction,
                SubsampleFrequency = options.BaggingFraction < 1 ? 1 : 0,
                L2Regularization = options.L2,
                MinimumChildWeight = SmallestLeafWeight,
            },
        });
        try
        {
            return validation is null ? trainer.Fit(rows) : trainer.Fit(rows, validation);
        }
        catch (ArgumentNullException)
        {
            // ML.NET 5.0.1 can't read a model of LightGBM's whose first tree is a single leaf.
            return null;
        }
    }

    /// <summary>All trees: what FastTree calls early stopping needs other rules, and the caller cuts after the best tree anyway.</summary>
    private static RegressionPredictionTransformer<FastTreeRegressionModelParameters> FitFastTree(
        MLContext context, IDataView rows, BoostingOptions options) =>
        context.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options
        {
            LabelColumnName = nameof(BoostingRow.Label),
            FeatureColumnName = nameof(BoostingRow.Features),
            ExampleWeightColumnName = nameof(BoostingRow.Weight),
            NumberOfTrees = options.Trees,
            NumberOfLeaves = options.Leaves,
            LearningRate = options.LearningRate,
            MinimumExampleCountPerLeaf = options.MinimumRowsPerLeaf,
            FeatureFraction = options.FeatureFraction,
            BaggingSize = options.BaggingFraction < 1 ? 1 : 0,
            BaggingExampleFraction = options.BaggingFraction,
            MaximumTreeOutput = double.MaxValue,
            NumberOfThreads = 1,
            DiskTranspose = false,
            MemoryStatistics = false,
            Seed = options.Seed,
            FeatureSelectionSeed = options.Seed,
        }).Fit(rows);
}
