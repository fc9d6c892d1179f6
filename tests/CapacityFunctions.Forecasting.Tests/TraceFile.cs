using System.Globalization;
using System.IO.Compression;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests;

/// <summary>Real traces in the folder that CAPACITY_DATA names.</summary>
internal static class TraceFile
{
    /// <summary>Path of a trace; skips the test where the folder isn't known.</summary>
    public static string Require(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("CAPACITY_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "CAPACITY_DATA, the folder of real traces, is not set.");
        return Path.Combine(folder, name);
    }

    /// <summary>One hourly series per account and resource type, ordered by name.</summary>
    public static IEnumerable<TimeSeries> ReadHourly(string path) => Read(path, SampleSeries.Hour);

    /// <summary>One series per account and resource type, ordered by name.</summary>
    public static IEnumerable<TimeSeries> Read(string path, TimeSpan step)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        Dictionary<string, List<Observation>> observations = new(StringComparer.Ordinal);
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            string key = $"{fields[0]}|{fields[2]}";
            if (!observations.TryGetValue(key, out List<Observation>? list))
            {
                list = [];
                observations.Add(key, list);
            }

            list.Add(new Observation(
                DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture), double.Parse(fields[3], CultureInfo.InvariantCulture)));
        }

        return observations.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => SeriesBuilder.Build(entry.Value, step).Series);
    }
}
