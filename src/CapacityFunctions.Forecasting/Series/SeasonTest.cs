using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Series;

/// <summary>Whether a series repeats with a given period.</summary>
internal static class SeasonTest
{
    // One-sided: 1.1 % of noise passes.
    private const double StandardErrors = 2.3;

    // The seasonality test of the M4 competition.
    private const double BartlettErrors = 1.645;

    /// <summary>
    /// After the trend (a moving average of one period) is taken out, the autocorrelation at the period has to exceed its standard error by
    /// Bartlett, sqrt((1 + 2 Σ r_i²) / n) over the shorter lags, 2.3 times; or 1.645 times, where that of what a first-order autoregression
    /// leaves exceeds its own, 1/√n, 2.3 times. The first sees slow seasons better, the second short histories.
    /// </summary>
    /// <param name="values">At least two periods; not changed.</param>
    /// <param name="period">In steps.</param>
    /// <param name="isYear">True to ask the second alone: Bartlett's takes three to five cycles however clear they are.</param>
    public static bool IsSignificant(ReadOnlySpan<double> values, int period, bool isYear = false)
    {
        double[] remainder = values.ToArray();
        RemoveTrend(remainder, period);
        double[] white = Autocorrelation.Whitened(remainder);
        bool isWhiteSignificant = period < white.Length && Autocorrelation.At(white, period) * Math.Sqrt(white.Length) > StandardErrors;
        if (isYear)
        {
            return isWhiteSignificant;
        }

        double[] correlations = new double[period];
        Autocorrelation.Compute(remainder, correlations);
        double squares = TensorPrimitives.SumOfSquares<double>(correlations.AsSpan(0, period - 1));
        return correlations[^1] > (isWhiteSignificant ? BartlettErrors : StandardErrors) * Math.Sqrt((1 + (2 * squares)) / values.Length);
    }

    /// <summary>Subtracts the mean of the window of one season around each value, the window cut at the ends.</summary>
    private static void RemoveTrend(Span<double> values, int period)
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
