using CapacityFunctions.Forecasting.Trees;
using Microsoft.ML;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>
/// Gradient boosting with squared error by ML.NET's LightGBM, or its FastTree where LightGBM's native library can't be loaded. On one thread: the
/// same input gives the same bits whatever the number of processors; callers train several ensembles side by side.
/// </summary>
public static class BoostedTrees
{
    // Ten trees more or less say the same.
    private const int TruncationStep = 10;

    private static readonly Lazy<BoostingLibrary> Available = new(Detect);

    /// <summary>Grows the trees; with validation rows as many as predict those best, in tens.</summary>
    /// <param name="rows">To learn from.</param>
    /// <param name="options">Settings.</param>
    /// <param name="validation">Rows with the same features; null to keep all trees.</param>
    /// <exception cref="ArgumentException">Rows or options aren't valid.</exception>
    public static TreeEnsemble Train(TrainingRows rows, BoostingOptions options, TrainingRows? validation = null) =>
        Train(rows, options, validation, Available.Value);

    internal static TreeEnsemble Train(TrainingRows rows, BoostingOptions options, TrainingRows? validation, BoostingLibrary library)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        rows.Validate();
        options.Validate();
        validation?.Validate();

        // Neither library needs to learn the mean, and gradients in single precision keep more digits without it.
        double centre = MeanTarget(rows);
        MLContext context = new(options.Seed);
        IDataView view = BoostingRows.View(context, rows, centre);
        IDataView? held = validation is null ? null : BoostingRows.View(context, validation, centre);
        TreeEnsemble all = TreeTraining.Fit(context, view, held, options, library) is { } fitted
            ? TreeExtraction.Of(fitted.Model, rows.FeatureCount, centre)
            : new TreeEnsembleBuilder(rows.FeatureCount, centre).Build();
        return validation is null ? all : all.Truncate(BestCount(all, validation));
    }

    private static int BestCount(TreeEnsemble ensemble, TrainingRows validation)
    {
        double[] losses = new double[StagedLosses.CountOf(ensemble, TruncationStep)];
        StagedLosses.Add(ensemble, validation.Features.Span, validation.Targets.Span, validation.Weights.Span, TruncationStep, losses);
        return Math.Min(StagedLosses.Best(losses) * TruncationStep, ensemble.TreeCount);
    }

    private static double MeanTarget(TrainingRows rows)
    {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            sum += (double)rows.WeightAt(row) * rows.Targets.Span[row];
            weights += rows.WeightAt(row);
        }

        return weights > 0 ? sum / weights : 0;
    }

    /// <summary>Grows a tree to see whether the native library is there, once a process.</summary>
    private static BoostingLibrary Detect()
    {
        TrainingRows rows = new(1, new float[] { 0, 0, 1, 1 }, new float[] { 0, 0, 1, 1 }, default);
        BoostingOptions options = new() { Trees = 1, Leaves = 2, MinimumRowsPerLeaf = 1, FeatureFraction = 1, BaggingFraction = 1 };
        try
        {
            Train(rows, options, null, BoostingLibrary.LightGbm);
            return BoostingLibrary.LightGbm;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            return BoostingLibrary.FastTree;
        }
    }
}
