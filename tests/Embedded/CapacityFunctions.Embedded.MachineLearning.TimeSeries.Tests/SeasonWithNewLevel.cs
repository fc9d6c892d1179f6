namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Tests;

/// <summary>The series of ML.NET's own tests (TimeSeriesDirectApi.cs): 0 … 9 five times, then 0, 100 … 900.</summary>
internal static class SeasonWithNewLevel
{
    public static IReadOnlyList<Observation> Rows { get; } =
    [
        .. Enumerable.Range(0, 50).Select(i => new Observation { Value = i % 10 }),
        .. Enumerable.Range(0, 10).Select(i => new Observation { Value = i * 100 }),
    ];
}
