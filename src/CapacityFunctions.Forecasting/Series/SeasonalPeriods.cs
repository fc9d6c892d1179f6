using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Series;

/// <summary>Finds which of the calendar's seasons, day and week, a series really has. "None" is a valid answer.</summary>
public static class SeasonalPeriods
{
    private static readonly TimeSpan[] Candidates = [TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    /// <summary>
    /// Season lengths in steps, ascending. A candidate counts when the history holds two of it and the autocorrelation at its lag is
    /// significant after the trend (a centred moving average of one season) and shorter seasons found are taken out.
    /// </summary>
    public static IReadOnlyList<int> Detect(TimeSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        TimeSeries known = series.TrimStart();
        List<int> found = [];
        if (known.KnownCount == 0)
        {
            return found;
        }

        foreach (TimeSpan candidate in Candidates)
        {
            int period = (int)Math.Min(int.MaxValue, candidate.Ticks / series.Step.Ticks);
            if (candidate.Ticks % series.Step.Ticks != 0 || period < 2 || known.Length < 2 * period)
            {
                continue;
            }

            double[] remainder = GapRepair.Fill(known, period);
            foreach (int shorter in found)
            {
                RemovePhaseMeans(remainder, shorter);
            }

            RemoveTrend(remainder, period);
            if (IsSignificant(remainder, period))
            {
                found.Add(period);
            }
        }

        return found;
    }

    private static bool IsSignificant(double[] values, int period)
    {
        double[] correlations = new double[period];
        Autocorrelation.Compute(values, correlations);

        // Bartlett standard error as in the seasonality test of the M4 competition; here two seasons suffice.
        double squares = 0;
        for (int lag = 1; lag < period; lag++)
        {
            squares += correlations[lag - 1] * correlations[lag - 1];
        }

        return correlations[^1] > 1.645 * Math.Sqrt((1 + (2 * squares)) / values.Length);
    }

    private static void RemovePhaseMeans(double[] values, int period)
    {
        for (int phase = 0; phase < period; phase++)
        {
            double sum = 0;
            int count = 0;
            for (int i = phase; i < values.Length; i += period)
            {
                sum += values[i];
                count++;
            }

            for (int i = phase; i < values.Length; i += period)
            {
                values[i] -= sum / count;
            }
        }
    }

    /// <summary>Subtracts the mean of the window of one season around each value, the window cut at the ends.</summary>
    private static void RemoveTrend(double[] values, int period)
    {
        double[] sums = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            sums[i + 1] = sums[i] + values[i];
        }

        for (int i = 0; i < values.Length; i++)
        {
            // Whole seasons only, so that the mean holds no season itself.
            int from = Math.Clamp(i - (period / 2), 0, values.Length - period);
            values[i] -= (sums[from + period] - sums[from]) / period;
        }
    }
}
