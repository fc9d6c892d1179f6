namespace CapacityFunctions.Forecasting.Trees;

/// <summary>Squared error after every few trees of an ensemble, to find how many of them to keep.</summary>
public static class StagedLosses
{
    /// <summary>Losses that <see cref="Add"/> gives: before the first tree, and after every <paramref name="step"/> and the last.</summary>
    public static int CountOf(TreeEnsemble ensemble, int step)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        return 1 + ((ensemble.TreeCount + step - 1) / step);
    }

    /// <summary>Adds the weighted squared errors of some rows; an ensemble that ends early keeps its last one.</summary>
    /// <param name="ensemble">At most as many trees as <paramref name="losses"/> stand for.</param>
    /// <param name="rows">Row after row.</param>
    /// <param name="targets">One a row.</param>
    /// <param name="weights">One a row, or empty.</param>
    /// <param name="step">Trees from one loss to the next.</param>
    /// <param name="losses">[i] is the loss of the first i·step trees.</param>
    public static void Add(
        TreeEnsemble ensemble,
        ReadOnlySpan<float> rows,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<float> weights,
        int step,
        Span<double> losses)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(CountOf(ensemble, step), losses.Length);
        double[] sums = new double[targets.Length];
        sums.AsSpan().Fill(ensemble.Bias);
        for (int i = 0; i < losses.Length; i++)
        {
            if (i > 0)
            {
                int end = Math.Min(i * step, ensemble.TreeCount);
                ensemble.Add(rows, Math.Min((i - 1) * step, end), end, sums);
            }

            losses[i] += Loss(sums, targets, weights);
        }
    }

    /// <summary>The index of the smallest loss, the first of equal ones.</summary>
    public static int Best(ReadOnlySpan<double> losses)
    {
        int best = 0;
        for (int i = 1; i < losses.Length; i++)
        {
            best = losses[i] < losses[best] ? i : best;
        }

        return best;
    }

    private static double Loss(ReadOnlySpan<double> predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        double loss = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            double error = predictions[row] - targets[row];
            loss += (weights.IsEmpty ? 1 : weights[row]) * error * error;
        }

        return loss;
    }
}
