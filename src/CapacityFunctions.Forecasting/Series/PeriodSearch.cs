using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Series;

/// <summary>
/// Looks for a period that nobody named: the strongest line in the spectrum of the ranks proposes, the autocorrelation confirms and says which multiple of
/// the line is meant (after Vlachos, Yu &amp; Castelli 2005): pulses every twelve steps may be strongest at six.
/// </summary>
internal static class PeriodSearch
{
    private const int Shortest = 3;
    private const int FewestCycles = 4;
    private const int ShortestHistory = 32;

    // How far out the largest of so many ordinates lies by chance, if the noise around it were known; it is estimated, so a third more.
    private const double FalseLines = 0.005;
    private const double UnknownNoise = 1.3;

    // Several lags are looked at.
    private const double StandardErrors = 3;

    // Weaker rhythms are real but don't help a forecast: on cloud usage they cost a little.
    private const double LeastCorrelation = 0.25;

    // A line may be the n-th harmonic of what repeats.
    private const int Harmonics = 6;

    // A multiple has to correlate by that much better to be preferred to a shorter period, and by two standard errors.
    private const double ClearlyBetter = 1.15;

    // Cycles within a fifth of each other are one that wavers.
    private const double SameCycle = 0.2;

    /// <summary>The period with which the values repeat most clearly; null for none.</summary>
    /// <param name="values">Without the seasons that are known.</param>
    /// <param name="found">Periods that such searches found before: of an uneven cycle their means leave much, which is no other period.</param>
    public static int? Find(ReadOnlySpan<double> values, ReadOnlySpan<int> found)
    {
        if (values.Length < ShortestHistory)
        {
            return null;
        }

        double[] white = Autocorrelation.Whitened(Ranks(values));
        int longest = values.Length / FewestCycles;
        SpectralLine line = Spectrum.Strongest(white, Shortest - 0.5, longest);
        if (line.Strength < UnknownNoise * Math.Log(values.Length / 2 / FalseLines))
        {
            return null;
        }

        foreach (int period in found)
        {
            if (IsNear(line.Period, period) || IsNear(2 * line.Period, period))
            {
                return null;
            }
        }

        int? best = null;
        double standardError = 1 / Math.Sqrt(white.Length);
        double highest = 0;
        double required = Math.Max(LeastCorrelation, StandardErrors * standardError);
        for (int multiple = 1; multiple <= Harmonics; multiple++)
        {
            int middle = (int)Math.Round(multiple * line.Period);
            for (int lag = Math.Max(Shortest, middle - 1); lag <= Math.Min(middle + 1, longest); lag++)
            {
                double correlation = Autocorrelation.At(white, lag);
                if (correlation > required)
                {
                    (best, required, highest) = (lag, correlation, correlation);
                }
            }

            required = Math.Max(required, best is null ? 0 : (ClearlyBetter * highest) + (2 * standardError));
        }

        return best;
    }

    /// <summary>A period that a season is a multiple of and that explains it: without it the season is no longer significant. Null for none.</summary>
    public static int? Divisor(ReadOnlySpan<double> values, int season)
    {
        if (Find(values, []) is not { } period || period >= season || season % period != 0)
        {
            return null;
        }

        double[] remainder = values.ToArray();
        PhaseMeans.Remove(remainder, period);
        return SeasonTest.IsSignificant(remainder, season) ? null : period;
    }

    /// <summary>The rank of each value, the mean one of equal values: two bursts are no rhythm, however high they are.</summary>
    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] steps = new int[values.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = i;
        }

        Array.Sort(sorted, steps);
        double[] ranks = new double[values.Length];
        for (int from = 0; from < sorted.Length;)
        {
            int to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from])
            {
                to++;
            }

            for (int i = from; i < to; i++)
            {
                ranks[steps[i]] = (from + to - 1) / 2.0;
            }

            from = to;
        }

        return ranks;
    }

    private static bool IsNear(double one, double other) => Math.Abs(one - other) < SameCycle * other;
}
