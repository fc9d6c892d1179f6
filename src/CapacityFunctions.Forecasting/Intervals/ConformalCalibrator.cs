using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Intervals;

/// <summary>
/// Where in a method's own distribution its calibrated quantiles lie, per step, from past outcomes: split conformal prediction (Lei et al.
/// 2018) on the normal scores of outcomes under the distributions that were forecast (distributional conformal prediction, Chernozhukov,
/// Wüthrich &amp; Zhu 2021), pooled over neighbouring steps, because a few dozen origins alone say little about a 5 % tail. For a normal
/// distribution a score is the error ÷ the deviation. With few origins the result leans on the method's own distribution.
/// </summary>
internal static class ConformalCalibrator
{
    // Steps within this ratio of each other share their errors: 2 h ahead behaves like 1.5 h ahead, not like 24 h ahead.
    private const double NeighbourRatio = 1.35;

    // Origins at which errors weigh as much as the method's own distribution. Forty are as many as there usually are: they overlap, and
    // lie in weeks that may have been quieter or wilder than this one. Half-way has the lower quantile loss at the same coverage.
    private const double PriorOrigins = 40;

    // What is added to that far out, ÷ the tail's probability: forty origins hold one error beyond 2.5 %, while the method's deviation
    // comes from all of the history, rare bursts included.
    private const double PriorTail = 0.2;

    // Neighbouring steps of one origin err together, so beyond this many they only cost time.
    private const int MaxNeighbours = 15;

    // Steps within a tenth share one row of quantiles.
    private const double SharedRatio = 1.1;

    /// <param name="rows">Past forecasts; may be empty.</param>
    /// <param name="steps">Steps ahead; those beyond what was trained use the last one's.</param>
    /// <returns>
    /// Row-major steps × <see cref="QuantileGrid"/>, normal scores in the method's own distribution, ascending in each row.
    /// </returns>
    public static double[] Scores(IReadOnlyList<OriginRow> rows, int steps)
    {
        int trained = rows.Count > 0 ? rows[0].Horizon : 0;
        double[] result = new double[steps * QuantileGrid.Count];
        double[] pool = [];
        int shared = -1;
        for (int step = 0; step < steps; step++)
        {
            Span<double> row = result.AsSpan(step * QuantileGrid.Count, QuantileGrid.Count);
            if (shared >= 0 && (step >= trained || step + 1 < SharedRatio * (shared + 1)))
            {
                result.AsSpan((step - 1) * QuantileGrid.Count, QuantileGrid.Count).CopyTo(row);
                continue;
            }

            shared = step;
            int count = 0;
            int origins = 0;
            if (trained > 0)
            {
                int from = Math.Max(0, (int)Math.Round((step + 1) / NeighbourRatio) - 1);
                int to = Math.Min(trained - 1, (int)Math.Round((step + 1) * NeighbourRatio) - 1);
                int stride = ((to - from) / MaxNeighbours) + 1;
                int needed = rows.Count * (((to - from) / stride) + 1);
                pool = pool.Length < needed ? new double[needed] : pool;
                count = Collect(rows, from, to, stride, pool, out origins);
            }

            Array.Sort(pool, 0, count);
            FillRow(pool.AsSpan(0, count), origins, row);
        }

        return result;
    }

    private static int Collect(IReadOnlyList<OriginRow> rows, int from, int to, int stride, double[] pool, out int origins)
    {
        int count = 0;
        origins = 0;
        foreach (OriginRow row in rows)
        {
            int before = count;
            for (int step = from; step <= to; step += stride)
            {
                if (row.TryGetScore(step, out double score))
                {
                    pool[count++] = score;
                }
            }

            origins += count > before ? 1 : 0;
        }

        return count;
    }

    private static void FillRow(ReadOnlySpan<double> sorted, int origins, Span<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            double tail = Math.Min(QuantileGrid.Probabilities[i], 1 - QuantileGrid.Probabilities[i]);
            double weight = origins / (origins + PriorOrigins + (PriorTail / tail));
            double own = QuantileGrid.NormalScores[i];
            double empirical = sorted.IsEmpty ? own : Empirical(sorted, QuantileGrid.Probabilities[i], origins);
            row[i] = (weight * empirical) + ((1 - weight) * own);
        }

        // Weights that differ between probabilities could cross two quantiles: from the middle outward none may step back.
        int middle = row.Length / 2;
        for (int i = 1; i <= middle; i++)
        {
            row[middle + i] = Math.Max(row[middle + i], row[middle + i - 1]);
            row[middle - i] = Math.Min(row[middle - i], row[middle - i + 1]);
        }
    }

    /// <summary>Quantile at (n + 1)/n of the distance from the middle, n the number of origins: the finite-sample correction of split conformal prediction.</summary>
    private static double Empirical(ReadOnlySpan<double> sorted, double probability, int origins)
    {
        double corrected = Math.Clamp(0.5 + ((probability - 0.5) * (origins + 1) / origins), 0, 1);
        return SampleQuantile.OfSorted(sorted, corrected);
    }
}
