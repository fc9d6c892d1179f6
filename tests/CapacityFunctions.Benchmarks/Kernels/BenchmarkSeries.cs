using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Benchmarks.Kernels;

/// <summary>Generated usage: a daily and a weekly wave, a slow trend and noise; the same values on every machine.</summary>
internal static class BenchmarkSeries
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);

    /// <summary>40 days of hours.</summary>
    public static double[] Hourly { get; } = Values(960, perDay: 24);

    /// <summary>40 days of hours of which three in four use nothing.</summary>
    public static double[] Sparse { get; } = [.. Hourly.Select((value, hour) => hour * 7 % 16 < 4 ? value : 0)];

    /// <summary>Four weeks of five minutes.</summary>
    public static double[] FiveMinute { get; } = Values(8_064, perDay: 288);

    public static TimeSeries HourlySeries { get; } = TimeSeries.FromValues(Start, TimeSpan.FromHours(1), Hourly);

    public static TimeSeries FiveMinuteSeries { get; } = TimeSeries.FromValues(Start, TimeSpan.FromMinutes(5), FiveMinute);

    private static double[] Values(int length, int perDay)
    {
        const int seed = 20261124;
        Random random = new(seed);
        double[] values = new double[length];
        for (int step = 0; step < length; step++)
        {
            double day = (double)step / perDay;
            double daily = 30 * Math.Sin(2 * Math.PI * day);
            double weekly = 15 * Math.Sin(2 * Math.PI * day / 7);
            double noise = 4 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
            values[step] = Math.Max(0, 100 + daily + weekly + (0.3 * day) + noise);
        }

        return values;
    }
}
