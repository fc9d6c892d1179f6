using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Series;

/// <summary>
/// Moves what lies before a change of level, some seasons ago, to the level after it: shape and spread of the older part still count, its level no
/// longer does. A change of the last hours is <see cref="LevelShift"/>'s.
/// </summary>
internal static class LevelAlignment
{
    // Seasons on either side of the change: a week and a day, or the days off at the end of a history were a new level.
    private const int FewestSeasons = 8;

    // The change in multiples of the median deviation of seasons from their side's level.
    private const double Threshold = 8;

    // Share of the change that happens from one season to the next but one: a slope isn't a step.
    private const double Abrupt = 0.7;

    // Without a season, blocks of so many steps take its place.
    private const int DefaultBlock = 24;

    /// <summary>The aligned history; null without a change.</summary>
    /// <param name="history">Gaps filled, oldest first.</param>
    /// <param name="period">The first season in steps, 1 for none.</param>
    public static double[]? Apply(ReadOnlySpan<double> history, int period)
    {
        int block = period > 1 ? period : DefaultBlock;
        int count = history.Length / block;
        if (count < 2 * FewestSeasons)
        {
            return null;
        }

        // Whole blocks, counted from the end.
        int offset = history.Length - (count * block);
        double[] levels = new double[count];
        for (int i = 0; i < count; i++)
        {
            levels[i] = SampleMedian.Of(history.Slice(offset + (i * block), block));
        }

        if (Split(levels) is not { } split)
        {
            return null;
        }

        double before = SampleMedian.Of(levels.AsSpan(0, split));
        double after = SampleMedian.Of(levels.AsSpan(split));
        int step = Boundary(history, offset + ((split - 1) * block), Math.Min(history.Length, offset + ((split + 1) * block)), (before + after) / 2, after > before);
        double[] aligned = history.ToArray();
        for (int i = 0; i < step; i++)
        {
            aligned[i] += after - before;
        }

        return aligned;
    }

    /// <summary>The block after the clearest change; null where none is clear.</summary>
    private static int? Split(double[] levels)
    {
        int? best = null;
        double clearest = Threshold;
        for (int split = FewestSeasons; split <= levels.Length - FewestSeasons; split++)
        {
            double before = SampleMedian.Of(levels.AsSpan(0, split));
            double after = SampleMedian.Of(levels.AsSpan(split));
            double[] deviations = new double[levels.Length];
            for (int i = 0; i < deviations.Length; i++)
            {
                deviations[i] = Math.Abs(levels[i] - (i < split ? before : after));
            }

            double change = Math.Abs(after - before);
            double clarity = change / Math.Max(SampleMedian.Of(deviations), 1e-9 * (1 + change));
            double atOnce = Math.Abs(levels[split] - levels[split - 1]);
            if (split + 1 < levels.Length)
            {
                atOnce = Math.Max(atOnce, Math.Abs(levels[split + 1] - levels[split - 1]));
            }

            if (clarity > clearest && atOnce >= Abrupt * change)
            {
                (best, clearest) = (split, clarity);
            }
        }

        return best;
    }

    /// <summary>The step from which most values lie on the new side of the middle between both levels.</summary>
    private static int Boundary(ReadOnlySpan<double> history, int from, int to, double middle, bool isUp)
    {
        int best = from;
        int balance = 0;
        int lowest = 0;
        for (int i = from; i < to; i++)
        {
            balance += history[i] > middle == isUp ? 1 : -1;
            if (balance < lowest)
            {
                (best, lowest) = (i + 1, balance);
            }
        }

        return best;
    }
}
