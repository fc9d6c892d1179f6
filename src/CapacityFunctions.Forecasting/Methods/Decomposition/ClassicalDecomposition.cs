namespace CapacityFunctions.Forecasting.Methods.Decomposition;

/// <summary>Classical seasonal decomposition by centred moving averages, as R's <c>decompose</c>.</summary>
internal static class ClassicalDecomposition
{
    /// <summary>
    /// Average deviation from (additive) or ratio to (multiplicative) the centred moving average for each phase.
    /// [0] is the phase of the first value. Sums to 0, or averages 1.
    /// </summary>
    /// <param name="history">At least two seasons; positive if multiplicative.</param>
    /// <param name="period">At least 2.</param>
    /// <param name="multiplicative">Ratios instead of differences.</param>
    public static double[] SeasonalFigure(ReadOnlySpan<double> history, int period, bool multiplicative)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(history.Length, 2 * period);
        double[] sums = new double[period];
        int[] counts = new int[period];
        int half = period / 2;
        double window = 0;
        for (int i = 0; i < period; i++)
        {
            window += history[i];
        }

        // An even season needs a 2×m average: half weights at both ends.
        bool even = period % 2 == 0;
        for (int centre = half; centre + half < history.Length; centre++)
        {
            double average = even
                ? (window + (0.5 * (history[centre + half] - history[centre - half]))) / period
                : window / period;
            double deviation = multiplicative ? history[centre] / average : history[centre] - average;
            sums[centre % period] += deviation;
            counts[centre % period]++;
            if (centre - half + period < history.Length)
            {
                window += history[centre - half + period] - history[centre - half];
            }
        }

        double total = 0;
        for (int phase = 0; phase < period; phase++)
        {
            sums[phase] /= counts[phase];
            total += sums[phase];
        }

        for (int phase = 0; phase < period; phase++)
        {
            sums[phase] = multiplicative ? sums[phase] * period / total : sums[phase] - (total / period);
        }

        return sums;
    }

    /// <summary>Takes the season out, in place; the first value has phase <paramref name="firstPhase"/>.</summary>
    public static void Remove(Span<double> values, ReadOnlySpan<double> figure, int firstPhase, bool multiplicative)
    {
        int phase = firstPhase;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = multiplicative ? values[i] / figure[phase] : values[i] - figure[phase];
            phase = phase + 1 == figure.Length ? 0 : phase + 1;
        }
    }
}
