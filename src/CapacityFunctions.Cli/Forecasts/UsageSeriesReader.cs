using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>Turns a usage file into series on one grid.</summary>
internal static class UsageSeriesReader
{
    /// <param name="path">The usage CSV.</param>
    /// <param name="step">Step of the grid; null for the file's own, which is the most common one.</param>
    /// <returns>By account, then by resource type; the order of the rows does not matter.</returns>
    /// <exception cref="InputException">The file cannot be read, or has no observation or no step of its own.</exception>
    public static IReadOnlyList<UsageSeries> Read(string path, TimeSpan? step)
    {
        Dictionary<(AccountId Account, ResourceType Resource), List<ResourceUsage>> rows = [];
        foreach (ResourceUsage usage in UsageFile.ReadObservations(path))
        {
            if (!rows.TryGetValue((usage.AccountId, usage.ResourceType), out List<ResourceUsage>? observations))
            {
                rows.Add((usage.AccountId, usage.ResourceType), observations = []);
            }

            observations.Add(usage);
        }

        if (rows.Count == 0)
        {
            throw InputException.In(path, "holds no observation");
        }

        TimeSpan? own = Frequency.MostCommon(rows.Values);
        TimeSpan grid = step ?? own ?? throw InputException.In(path, "has no step of its own, say it with --frequency");
        return [.. rows
            .OrderBy(entry => entry.Key.Account).ThenBy(entry => entry.Key.Resource)
            .Select(entry => Build(entry.Key.Account, entry.Key.Resource, entry.Value, grid, own))];
    }

    /// <summary>
    /// Zones are put on the grid one by one and added up. A last step of a grid coarser than the file's own which the file does not cover to
    /// its end is left out: its highest usage is not known yet.
    /// </summary>
    private static UsageSeries Build(AccountId account, ResourceType resource, List<ResourceUsage> rows, TimeSpan grid, TimeSpan? own)
    {
        SeriesBuild[] zones = [.. rows
            .GroupBy(row => row.Zone, StringComparer.Ordinal)
            .OrderBy(zone => zone.Key, StringComparer.Ordinal)
            .Select(zone => SeriesBuilder.Build(zone.Select(row => new Observation(row.Timestamp, row.AmountUsed)), grid))];
        TimeSeries sum = zones.Length == 1 ? zones[0].Series : Add([.. zones.Select(zone => zone.Series)]);
        bool isCovered = own is not { } step || step >= grid || rows.Max(row => row.Timestamp) + step >= sum.End;
        return new UsageSeries(
            account,
            resource,
            isCovered ? sum : sum.Head(sum.Length - 1),
            rows.Count,
            zones.Sum(zone => zone.DuplicateCount),
            zones.Sum(zone => zone.MergedCount));
    }

    /// <summary>A step that no zone reports is missing; one that some report is the sum of those.</summary>
    private static TimeSeries Add(IReadOnlyList<TimeSeries> zones)
    {
        TimeSpan step = zones[0].Step;
        DateTimeOffset start = zones.Min(zone => zone.Start);
        int length = (int)((zones.Max(zone => zone.End) - start) / step);
        double[] values = new double[length];
        bool[] missing = new bool[length];
        Array.Fill(missing, value: true);
        foreach (TimeSeries zone in zones)
        {
            int offset = (int)((zone.Start - start) / step);
            for (int i = 0; i < zone.Length; i++)
            {
                if (zone.TryGetValue(i, out double value))
                {
                    values[offset + i] += value;
                    missing[offset + i] = false;
                }
            }
        }

        return TimeSeries.FromMasked(start, step, values, missing);
    }
}
