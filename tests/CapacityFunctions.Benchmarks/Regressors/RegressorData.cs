using System.Globalization;
using System.IO.Compression;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Benchmarks.Regressors;

/// <summary>The series of a set and their inputs.</summary>
internal sealed class RegressorData
{
    private const string Everybody = "*";

    private readonly Dictionary<string, List<Observation>> usage = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, List<Observation>>> inputs = new(StringComparer.Ordinal);

    /// <summary>By name.</summary>
    public IReadOnlyList<string> Accounts => [.. usage.Keys.Order(StringComparer.Ordinal)];

    /// <param name="folder">Holds both files.</param>
    /// <param name="stem">Their common beginning.</param>
    public static RegressorData Read(string folder, string stem)
    {
        RegressorData data = new();
        foreach (string[] row in Rows(Path.Combine(folder, $"{stem}.csv.gz")))
        {
            ListOf(data.usage, row[0]).Add(Parse(row[1], row[3]));
        }

        foreach (string[] row in Rows(Path.Combine(folder, $"{stem}_regressors.csv.gz")))
        {
            if (!data.inputs.TryGetValue(row[0], out Dictionary<string, List<Observation>>? named))
            {
                data.inputs.Add(row[0], named = new(StringComparer.Ordinal));
            }

            ListOf(named, row[2]).Add(Parse(row[1], row[3]));
        }

        return data;
    }

    public TimeSeries SeriesOf(string account, TimeSpan step) => SeriesBuilder.Build(usage[account], step).Series;

    /// <summary>The account's own inputs and those of all.</summary>
    public ExternalInputs InputsOf(string account, InputKnowledge knowledge)
    {
        IEnumerable<KeyValuePair<string, List<Observation>>> own = inputs.GetValueOrDefault(account) ?? [];
        IEnumerable<KeyValuePair<string, List<Observation>>> shared = inputs.GetValueOrDefault(Everybody) ?? [];
        return new ExternalInputs(own.Concat(shared).Select(input => new ExternalInput(input.Key, knowledge, input.Value)));
    }

    private static IEnumerable<string[]> Rows(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    private static Observation Parse(string timestamp, string value) => new(
        DateTimeOffset.Parse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        double.Parse(value, CultureInfo.InvariantCulture));

    private static List<Observation> ListOf(Dictionary<string, List<Observation>> lists, string name)
    {
        if (!lists.TryGetValue(name, out List<Observation>? list))
        {
            lists.Add(name, list = []);
        }

        return list;
    }
}
