using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Benchmarks.Learned;

/// <summary>A public set of many accounts.</summary>
/// <param name="Name">Short name, part of what decides on the half of an account.</param>
/// <param name="Stem">File <c>Stem.csv.gz</c>.</param>
/// <param name="ResourceType">The series of each account that is used.</param>
/// <param name="Step">The grid of the file.</param>
internal sealed record UsageSet(string Name, string Stem, string ResourceType, TimeSpan Step)
{
    public static IReadOnlyList<UsageSet> All { get; } =
    [
        new("azure78", "azure_vm2017_periodic78_1h", "cpu_percent_avg", TimeSpan.FromHours(1)),
        new("azure100", "azure_vm2017_100_1h", "cpu_percent_avg", TimeSpan.FromHours(1)),
        new("pools", "cloud_pools_1h", "cpu_cores_used_avg", TimeSpan.FromHours(1)),
    ];

    /// <summary>
    /// Chosen before anything was tuned: accounts with an even CRC-32 of <c>set|account</c> are what settings may be tuned on, the others are reported.
    /// </summary>
    public bool IsForTuning(string account) => Crc32.HashToUInt32(Encoding.UTF8.GetBytes($"{Name}|{account}")) % 2 == 0;

    /// <summary>The accounts by name, with their usage.</summary>
    /// <param name="folder">Holds the file.</param>
    public IReadOnlyList<(string Account, TimeSeries Usage)> Read(string folder)
    {
        Dictionary<string, List<Observation>> usage = new(StringComparer.Ordinal);
        using StreamReader reader = new(new GZipStream(File.OpenRead(Path.Combine(folder, $"{Stem}.csv.gz")), CompressionMode.Decompress));
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            if (cells[2] == ResourceType)
            {
                (usage.TryGetValue(cells[0], out List<Observation>? list) ? list : usage[cells[0]] = []).Add(new Observation(
                    DateTimeOffset.Parse(cells[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                    double.Parse(cells[3], CultureInfo.InvariantCulture)));
            }
        }

        return [.. usage.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (entry.Key, SeriesBuilder.Build(entry.Value, Step).Series))];
    }
}
