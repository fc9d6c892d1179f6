using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests;

/// <summary>Generated histories for tests; the same seed gives the same series.</summary>
internal static class SampleSeries
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>A daily shape around 50, quieter at weekends, with noise that remembers.</summary>
    public static double[] HourlyValues(int length, int seed, double weekendFactor = 0.7)
    {
        Random random = new(seed);
        double[] values = new double[length];
        double noise = 0;
        for (int i = 0; i < length; i++)
        {
            noise = (0.7 * noise) + (random.NextDouble() * 6) - 3;
            double day = 50 + (25 * Math.Sin(2 * Math.PI * (i % 24) / 24));
            values[i] = (day * (i / 24 % 7 >= 5 ? weekendFactor : 1)) + noise;
        }

        return values;
    }

    public static TimeSeries Hourly(int length, int seed = 1) => TimeSeries.FromValues(Start, Hour, HourlyValues(length, seed));
}
