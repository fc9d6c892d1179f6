using System.Numerics.Tensors;

namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>Sample autocorrelation with the divisor n at every lag, as R's <c>acf</c>.</summary>
internal static class Autocorrelation
{
    /// <param name="values">At least one value; a constant gives zeros.</param>
    /// <param name="correlations">Receives lags 1, 2, …; [0] is lag 1. Lags beyond the data are 0.</param>
    public static void Compute(ReadOnlySpan<double> values, Span<double> correlations)
    {
        double mean = TensorPrimitives.Sum(values) / values.Length;
        double[] centred = new double[values.Length];
        TensorPrimitives.Subtract(values, mean, centred);
        double variance = TensorPrimitives.Dot<double>(centred, centred);
        for (int lag = 1; lag <= correlations.Length; lag++)
        {
            correlations[lag - 1] = lag >= centred.Length || variance <= 0
                ? 0
                : TensorPrimitives.Dot<double>(centred.AsSpan(lag), centred.AsSpan(0, centred.Length - lag)) / variance;
        }
    }

    /// <summary>What a first-order autoregression leaves, around its mean: white for white noise, for red noise and for a random walk.</summary>
    /// <param name="values">At least two.</param>
    /// <returns>One value less; its autocorrelations have a standard error of 1/√n where nothing repeats.</returns>
    public static double[] Whitened(ReadOnlySpan<double> values)
    {
        Span<double> correlation = stackalloc double[1];
        Compute(values, correlation);
        double gain = Math.Max(0, correlation[0]);
        double[] white = new double[values.Length - 1];
        for (int i = 0; i < white.Length; i++)
        {
            white[i] = values[i + 1] - (gain * values[i]);
        }

        TensorPrimitives.Subtract(white, TensorPrimitives.Sum<double>(white) / white.Length, white);
        return white;
    }

    /// <summary>The autocorrelation of values around zero at one lag, divisor n.</summary>
    public static double At(ReadOnlySpan<double> values, int lag)
    {
        double variance = TensorPrimitives.Dot(values, values);
        return variance > 0 ? TensorPrimitives.Dot(values[lag..], values[..^lag]) / variance : 0;
    }

    /// <summary>
    /// The seasonality test of the M4 competition: the autocorrelation at the season exceeds 1.645 Bartlett standard errors,
    /// sqrt((1 + 2 Σ r_i²) / n) over the lags below the season (90 %, two-sided; Makridakis, Spiliotis &amp; Assimakopoulos 2020).
    /// Unlike there, only positive correlation counts: a season repeats, it doesn't alternate.
    /// </summary>
    public static bool IsSeasonal(ReadOnlySpan<double> values, int period)
    {
        if (period < 2 || values.Length < 3 * period)
        {
            return false;
        }

        double[] correlations = new double[period];
        Compute(values, correlations);
        double squares = TensorPrimitives.SumOfSquares<double>(correlations.AsSpan(0, period - 1));
        return correlations[period - 1] > 1.645 * Math.Sqrt((1 + (2 * squares)) / values.Length);
    }
}
