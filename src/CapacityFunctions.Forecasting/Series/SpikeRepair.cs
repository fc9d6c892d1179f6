using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Series;

/// <summary>
/// Replaces isolated spikes: short runs far outside what the same phase of neighbouring seasons shows, which came once. What recurs is demand and stays.
/// </summary>
internal static class SpikeRepair
{
    // Distances in median absolute deviations. Usage has heavy tails; what is meant is far beyond all of them.
    private const double Threshold = 12;

    // Runs of such values. More of them are a habit.
    private const int MostRuns = 3;

    // A longer run is an event with a shape of its own; in seasons.
    private const double LongestRun = 1.0 / 8;

    // Seasons on either side that a value is compared with.
    private const int Neighbours = 2;

    /// <summary>The history with its spikes replaced by the median of their neighbours; null when it has none, or when they recur.</summary>
    /// <param name="history">Gaps filled, oldest first.</param>
    /// <param name="period">The longest season in steps, 1 for none.</param>
    public static double[]? Apply(ReadOnlySpan<double> history, int period)
    {
        int lag = Math.Max(1, period);
        if (history.Length < ((2 * Neighbours) + 1) * lag)
        {
            return null;
        }

        double[] usual = new double[history.Length];
        double[] distances = new double[history.Length];
        for (int i = 0; i < usual.Length; i++)
        {
            usual[i] = MedianOfNeighbours(history, i, lag);
            distances[i] = Math.Abs(history[i] - usual[i]);
        }

        double[] sorted = (double[])distances.Clone();
        Array.Sort(sorted);

        // Usage that rests most of the time has no deviation to measure spikes in.
        double limit = Threshold * sorted[sorted.Length / 2];
        if (limit <= 0)
        {
            return null;
        }

        double[] repaired = history.ToArray();
        int runs = 0;
        for (int i = 0; i < repaired.Length; i++)
        {
            if (distances[i] <= limit)
            {
                continue;
            }

            int from = i;
            while (i + 1 < repaired.Length && distances[i + 1] > limit)
            {
                i++;
            }

            runs++;
            if (runs > MostRuns || i + 1 - from > Math.Max(2, lag * LongestRun))
            {
                return null;
            }

            usual.AsSpan(from, i + 1 - from).CopyTo(repaired.AsSpan(from));
        }

        return runs > 0 ? repaired : null;
    }

    /// <summary>Of the same phase in the nearest seasons, the value itself left out; at the ends of the history from one side.</summary>
    private static double MedianOfNeighbours(ReadOnlySpan<double> history, int index, int lag)
    {
        Span<double> values = stackalloc double[2 * Neighbours];
        int count = 0;
        for (int distance = 1; count < values.Length; distance++)
        {
            if (index - (distance * lag) >= 0)
            {
                values[count++] = history[index - (distance * lag)];
            }

            if (count < values.Length && index + (distance * lag) < history.Length)
            {
                values[count++] = history[index + (distance * lag)];
            }
        }

        values.Sort();
        return SampleMedian.OfSorted(values);
    }
}
