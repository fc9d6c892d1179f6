using System.Globalization;
using System.IO.Compression;
using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests;

/// <summary>On real usage, where the folder of traces is given by CAPACITY_DATA.</summary>
public class RealTraceTests
{
    private const int HeldOut = 24;

    [Fact]
    public void Train_CloudPoolsHourly_LastDayIsCoveredAboutAsPromised()
    {
        string? folder = Environment.GetEnvironmentVariable("CAPACITY_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "CAPACITY_DATA, the folder of real traces, is not set.");
        WorkloadPredictionEngine engine = new();
        double covered = 0;
        int accounts = 0;
        foreach (TimeSeries series in Read(Path.Combine(folder, "cloud_pools_1h.csv.gz")))
        {
            TrainedModel model = engine.Train(series.Head(series.Length - HeldOut), HorizonSpec.OneDay);
            Forecast forecast = model.Forecast();

            Assert.All(forecast.Mean, value => Assert.True(double.IsFinite(value) && value >= 0));
            covered += ForecastAccuracy.Coverage(series.Values[^HeldOut..], forecast.Interval(0.9));
            accounts++;
        }

        // One day of some 26 related series is a small sample of a 90 % interval.
        Assert.True(accounts >= 20);
        Assert.InRange(covered / accounts, 0.75, 1);
    }

    /// <summary>One series per account and resource type, of those whose last day is complete.</summary>
    private static IEnumerable<TimeSeries> Read(string path)
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

        return observations.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => SeriesBuilder.Build(entry.Value, SampleSeries.Hour).Series)
            .Where(series => series.Length > HeldOut && !series.Missing[^HeldOut..].Contains(value: true));
    }
}
