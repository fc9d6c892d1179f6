using CapacityFunctions.Forecasting.Methods.Decomposition;
using CapacityFunctions.Forecasting.Numerics;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>Differences of a series and how many of them it needs (Hyndman &amp; Khandakar 2008, §3.1).</summary>
internal static class Differencing
{
    public const int MaxDifferences = 2;

    /// <summary>values_t − values_t−lag, shorter by lag.</summary>
    public static double[] Apply(ReadOnlySpan<double> values, int lag)
    {
        double[] differences = new double[values.Length - lag];
        for (int t = 0; t < differences.Length; t++)
        {
            differences[t] = values[t + lag] - values[t];
        }

        return differences;
    }

    /// <summary>All differences of an order: seasonal first.</summary>
    public static double[] Apply(ReadOnlySpan<double> values, in ArimaOrder order)
    {
        double[] result = values.ToArray();
        for (int i = 0; i < order.SeasonalDifferences; i++)
        {
            result = Apply(result, order.Period);
        }

        for (int i = 0; i < order.Differences; i++)
        {
            result = Apply(result, 1);
        }

        return result;
    }

    /// <summary>
    /// A seasonal difference where the season is strong, then differences until the KPSS test finds a stationary level.
    /// </summary>
    /// <param name="values">The series, without what regressors explain.</param>
    /// <param name="period">Season length; 1 for none.</param>
    /// <returns>An order whose polynomials are empty.</returns>
    public static ArimaOrder Choose(ReadOnlySpan<double> values, int period)
    {
        int seasonal = 0;
        double[] current = values.ToArray();
        if (period > 1 && values.Length > 2 * period && SeasonalStrength.Of(values, period) > SeasonalStrength.DifferenceThreshold)
        {
            seasonal = 1;
            current = Apply(values, period);
        }

        int plain = 0;
        while (plain < MaxDifferences && current.Length > 2 && !IsConstant(current) && KpssTest.Statistic(current) > KpssTest.CriticalValue)
        {
            current = Apply(current, 1);
            plain++;
        }

        return new ArimaOrder(0, plain, 0, 0, seasonal, 0, period);
    }

    /// <summary>Whether nothing but rounding errors varies.</summary>
    public static bool IsConstant(ReadOnlySpan<double> values)
    {
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        foreach (double value in values)
        {
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }

        return values.Length == 0 || highest - lowest <= 1e-12 * Math.Max(Math.Abs(lowest), Math.Abs(highest));
    }
}
