namespace CapacityFunctions.Forecasting.Series;

/// <summary>Tells whether a series has just moved to another level, which makes its past a poor guide.</summary>
internal static class LevelShift
{
    // A shift shows in a window of about its own age, so several are looked at.
    private static readonly int[] Windows = [4, 8, 16, 32];

    // About one false alarm in 50,000 looks at normal data on its own; the second condition below makes it rarer still.
    private const double Threshold = 4.3;

    // Median absolute deviation of a normal distribution in standard deviations.
    private const double NormalMad = 0.6745;

    // Windows that the latest one is compared with, at least.
    private const int FewestComparisons = 5;

    /// <summary>
    /// A shift is a difference between the medians of the last window and of the three before it that is far outside what such
    /// differences were in the past. A season is taken out first by differences to the season before.
    /// </summary>
    public static bool IsRecent(TimeSeries series, int period)
    {
        double[] known = Comparable(series, period);
        return Array.Exists(Windows, window => IsShift(known, window));
    }

    /// <summary>The size of a recent shift and the steps since then; null without one. Same rule as <see cref="IsRecent"/>.</summary>
    /// <param name="history">Gaps filled, oldest first.</param>
    /// <param name="period">Season in steps, 1 for none.</param>
    public static (double Size, int Steps)? Find(ReadOnlySpan<double> history, int period)
    {
        int lag = period > 1 ? period : 0;
        double[] values = new double[Math.Max(0, history.Length - lag)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = history[i + lag] - (lag > 0 ? history[i] : 0);
        }

        int window = Array.Find(Windows, window => IsShift(values, window));
        if (window == 0)
        {
            return null;
        }

        double before = Median(values.AsSpan(values.Length - (4 * window), 3 * window));
        double size = Median(values.AsSpan(values.Length - window)) - before;
        int steps = 0;
        while (steps < 2 * window && (values[^(steps + 1)] - before) / size > 0.5)
        {
            steps++;
        }

        return steps > 0 ? (size, steps) : null;
    }

    /// <summary>Known values, or known differences to the season before.</summary>
    private static double[] Comparable(TimeSeries series, int period)
    {
        List<double> known = [];
        for (int i = period > 1 ? period : 0; i < series.Length; i++)
        {
            double before = 0;
            if (series.TryGetValue(i, out double now) && (period <= 1 || series.TryGetValue(i - period, out before)))
            {
                known.Add(now - before);
            }
        }

        return [.. known];
    }

    private static bool IsShift(double[] values, int window)
    {
        List<double> shifts = [];
        for (int end = values.Length; end >= 4 * window; end -= window)
        {
            double latest = Median(values.AsSpan(end - window, window));
            double earlier = Median(values.AsSpan(end - (4 * window), 3 * window));
            shifts.Add(Math.Abs(latest - earlier));
        }

        if (shifts.Count <= FewestComparisons)
        {
            return false;
        }

        double[] past = [.. shifts.Skip(1)];
        return shifts[0] > Threshold * Median(past) / NormalMad && shifts[0] > past.Max();
    }

    private static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
