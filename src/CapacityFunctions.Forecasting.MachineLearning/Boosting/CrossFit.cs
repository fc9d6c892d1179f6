using CapacityFunctions.Forecasting.Trees;

namespace CapacityFunctions.Forecasting.MachineLearning.Boosting;

/// <summary>Predictions of every row by an ensemble that didn't see its group, with as many trees as suit all folds.</summary>
/// <param name="rows">All rows.</param>
/// <param name="folds">Their folds.</param>
/// <param name="options">How an ensemble is grown.</param>
internal sealed class CrossFit(TrainingRows rows, GroupFolds folds, BoostingOptions options)
{
    private const int Step = 10;

    private readonly List<TreeEnsemble> ensembles = [];
    private readonly double[] losses = new double[1 + ((options.Trees + Step - 1) / Step)];

    /// <summary>Grows the ensemble of the next fold; once all are there, that of all rows.</summary>
    public TreeEnsemble GrowNext() => ensembles.Count < folds.Count
        ? BoostedTrees.Train(rows.Select(folds.RowsOf(ensembles.Count, isInside: false)), options)
        : BoostedTrees.Train(rows, options with { Trees = Kept });

    /// <summary>Takes the ensemble of the next fold.</summary>
    public void Accept(TreeEnsemble ensemble)
    {
        TrainingRows held = rows.Select(folds.RowsOf(ensembles.Count, isInside: true));
        StagedLosses.Add(ensemble, held.Features.Span, held.Targets.Span, held.Weights.Span, Step, losses);
        ensembles.Add(ensemble);
    }

    /// <summary>Predicts every row once all folds are there.</summary>
    public double[] Predict()
    {
        double[] predictions = new double[rows.Count];
        for (int fold = 0; fold < folds.Count; fold++)
        {
            int[] inside = folds.RowsOf(fold, isInside: true);
            double[] predicted = new double[inside.Length];
            ensembles[fold].Truncate(Math.Min(Kept, ensembles[fold].TreeCount)).Predict(rows.Select(inside).Features.Span, predicted);
            for (int i = 0; i < inside.Length; i++)
            {
                predictions[inside[i]] = predicted[i];
            }
        }

        return predictions;
    }

    private int Kept => Math.Clamp(StagedLosses.Best(losses) * Step, 1, options.Trees);
}
