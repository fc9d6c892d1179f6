namespace CapacityFunctions.Forecasting.Numerics;

/// <summary>Test of stationarity around a level (Kwiatkowski, Phillips, Schmidt &amp; Shin 1992).</summary>
internal static class KpssTest
{
    /// <summary>Statistic above which stationarity is rejected at 5 % (table 1 of the paper).</summary>
    public const double CriticalValue = 0.463;

    /// <summary>Squared partial sums ÷ long-run variance, whose window of ⌊3√n/13⌋ lags is that of R's <c>ndiffs</c>.</summary>
    /// <param name="values">At least one; a constant gives 0.</param>
    public static double Statistic(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        int lags = (int)(3 * Math.Sqrt(n) / 13);
        double mean = 0;
        foreach (double value in values)
        {
            mean += value;
        }

        mean /= n;
        double partial = 0;
        double squaredSums = 0;
        double longRun = 0;
        for (int t = 0; t < n; t++)
        {
            double error = values[t] - mean;
            partial += error;
            squaredSums += partial * partial;
            longRun += error * error;
            for (int lag = 1; lag <= Math.Min(lags, t); lag++)
            {
                longRun += 2 * (1 - (lag / (lags + 1.0))) * error * (values[t - lag] - mean);
            }
        }

        return longRun > 0 ? squaredSums / (n * longRun) : 0;
    }
}
