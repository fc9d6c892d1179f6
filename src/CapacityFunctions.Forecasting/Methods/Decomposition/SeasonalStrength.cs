namespace CapacityFunctions.Forecasting.Methods.Decomposition;

/// <summary>How much of a series without its trend is season: 1 − Var(R) ÷ Var(S + R) of an STL decomposition (Wang, Smith &amp; Hyndman 2006).</summary>
internal static class SeasonalStrength
{
    /// <summary>Strength above which R's <c>nsdiffs</c> takes one seasonal difference (Hyndman &amp; Athanasopoulos 2021, §9.1).</summary>
    public const double DifferenceThreshold = 0.64;

    // As R's mstl for the first period.
    private const int SeasonalWindow = 11;

    /// <param name="values">At least two seasons.</param>
    /// <param name="period">At least 2.</param>
    /// <returns>In [0, 1]; 0 for a series that is all trend.</returns>
    public static double Of(ReadOnlySpan<double> values, int period)
    {
        StlDecomposition parts = StlDecomposition.Decompose(values, period, SeasonalWindow);
        double[] detrended = new double[values.Length];
        double[] remainder = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            detrended[i] = values[i] - parts.Trend[i];
            remainder[i] = detrended[i] - parts.Seasonal[i];
        }

        double total = Variance(detrended);
        return total > 0 ? Math.Clamp(1 - (Variance(remainder) / total), 0, 1) : 0;
    }

    private static double Variance(double[] values)
    {
        double mean = 0;
        foreach (double value in values)
        {
            mean += value / values.Length;
        }

        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return squares / values.Length;
    }
}
