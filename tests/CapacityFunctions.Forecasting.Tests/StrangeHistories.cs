using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests;

/// <summary>Short and strange histories, which every method has to stand.</summary>
internal static class StrangeHistories
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "empty", "all missing", "one point", "three points", "eleven points", "constant", "all zero", "30 % missing", "one giant spike", "step change last night",
        "shorter than its period", "an impulse and nothing else",
    ];

    public static TimeSeries Get(string name)
    {
        double[] hourly = SampleSeries.HourlyValues(500, 2);
        return name switch
        {
            "empty" => Known(),
            "all missing" => TimeSeries.FromMasked(SampleSeries.Start, SampleSeries.Hour, new double[50], [.. Enumerable.Repeat(element: true, 50)]),
            "one point" => Known(5),
            "three points" => Known(5, 7, 6),
            "eleven points" => Known(hourly[..11]),
            "constant" => Known([.. Enumerable.Repeat(7.0, 400)]),
            "all zero" => Known(new double[400]),
            "30 % missing" => TimeSeries.FromMasked(SampleSeries.Start, SampleSeries.Hour, hourly, [.. hourly.Select((_, i) => i * 7 % 10 < 3)]),
            "one giant spike" => Known([.. hourly.Select((value, i) => i == 333 ? 50_000 : value)]),
            "step change last night" => Known([.. Enumerable.Range(0, 400).Select(i => i >= 392 ? 60.0 : 20 + (hourly[i] % 1))]),
            "shorter than its period" => Known(hourly[..10]),
            "an impulse and nothing else" => Known([.. Enumerable.Range(0, 400).Select(i => i == 200 ? 100.0 : 0)]),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    private static TimeSeries Known(params double[] values) => TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values);
}
