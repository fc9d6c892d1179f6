using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Timeline;

/// <summary>What each cycle saw and did over all accounts, by resource type.</summary>
public sealed class TimelineStore
{
    private readonly StorageConnection _connection;

    internal TimelineStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes entries, and raises the peaks of their days; a second time for the same cycle and resource type replaces the first.</summary>
    public async Task SaveAsync(IReadOnlyList<TimelineEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        TableClient table = await _connection.TableAsync(StorageTable.Timeline, cancellationToken);
        await table.UpsertAllAsync(entries.Select(TimelineRows.From), cancellationToken);
        foreach (TimelineEntry entry in entries)
        {
            if (entry.Demand is { } demand)
            {
                await RaisePeakAsync(table, entry.ResourceType, DateOnly.FromDateTime(entry.At.UtcDateTime), demand, cancellationToken);
            }
        }
    }

    /// <summary>What one cycle saw and did; null when it decided on nothing of the resource type.</summary>
    public async Task<TimelineEntry?> FindAsync(ResourceType resourceType, CycleId cycleId, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Timeline, cancellationToken);
        DateTimeOffset at = cycleId.ScheduledAt;
        string partition = TimelineRows.Partition(resourceType, DateOnly.FromDateTime(at.UtcDateTime));
        return await table.FindAsync(partition, TimelineRows.CycleKey(at), cancellationToken) is { } row ? TimelineRows.Read(row) : null;
    }

    /// <summary>Entries of cycles scheduled in [from, to), oldest first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> ListAsync(
        ResourceType resourceType, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Timeline, cancellationToken);
        IEnumerable<Task<List<TimelineEntry>>> days = Days(from, to).Select(async day =>
        {
            List<TimelineEntry> entries = [];
            await foreach (TableEntity row in table.ReadRangeAsync(
                TimelineRows.Partition(resourceType, day), TimelineRows.CyclesBetween(from, to), cancellationToken: cancellationToken))
            {
                entries.Add(TimelineRows.Read(row));
            }

            return entries;
        });
        return [.. (await Task.WhenAll(days)).SelectMany(day => day).OrderBy(entry => entry.At)];
    }

    /// <summary>The newest entry of the day before, which says what was held when a day began; null when that day has none.</summary>
    public async Task<TimelineEntry?> LastOfDayAsync(ResourceType resourceType, DateOnly day, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Timeline, cancellationToken);
        return await table.FirstAsync(TimelineRows.Partition(resourceType, day), TimelineRows.Cycles, cancellationToken) is { } row
            ? TimelineRows.Read(row)
            : null;
    }

    /// <summary>What the group used in [from, to): from each cycle, and before the first one from the history; oldest first.</summary>
    public async Task<IReadOnlyList<DemandPoint>> DemandAsync(
        ResourceType resourceType, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Timeline, cancellationToken);
        IEnumerable<Task<IEnumerable<DemandPoint>>> days = Days(from, to).Select(async day =>
            await table.FindAsync(TimelineRows.Partition(resourceType, day), TimelineRows.HistoryKey, cancellationToken) is { } row
                ? Points(day, TimelineRows.ReadHistory(row))
                : []);
        IEnumerable<DemandPoint> before = (await Task.WhenAll(days)).SelectMany(day => day).Where(point => point.At >= from && point.At < to);
        IEnumerable<DemandPoint> cycles = (await ListAsync(resourceType, from, to, cancellationToken))
            .Where(entry => entry.Demand is not null)
            .Select(entry => new DemandPoint(entry.At, entry.Demand!.Value));
        return [.. before.Concat(cycles).OrderBy(point => point.At)];
    }

    /// <summary>The highest demand of all days before a day; null when none is known.</summary>
    public async Task<double?> PeakBeforeAsync(ResourceType resourceType, DateOnly day, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Timeline, cancellationToken);
        double? peak = null;
        await foreach (TableEntity row in table.ReadRangeAsync(
            TimelineRows.PeakPartition(resourceType), TimelineRows.PeaksBefore(day), cancellationToken: cancellationToken))
        {
            peak = Math.Max(peak ?? 0, TimelineRows.ReadPeak(row));
        }

        return peak;
    }

    /// <summary>Whether the usage from before the first cycle has been added up.</summary>
    public async Task<bool> HasHistoryAsync(ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Timeline, cancellationToken);
        return await table.FindAsync(TimelineRows.PeakPartition(resourceType), TimelineRows.MarkKey, cancellationToken) is not null;
    }

    /// <summary>Writes the usage from before the first cycle, and then that it is there.</summary>
    public async Task SaveHistoryAsync(ResourceType resourceType, DemandHistory history, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        TableClient table = await _connection.TableAsync(StorageTable.Timeline, cancellationToken);
        await table.UpsertAllAsync(
            history.Days.Select(day => TimelineRows.History(resourceType, day.Key, day.Value)), cancellationToken);
        foreach ((DateOnly day, double[] buckets) in history.Days)
        {
            if (DemandHistory.PeakOf(buckets) is { } peak)
            {
                await RaisePeakAsync(table, resourceType, day, peak, cancellationToken);
            }
        }

        await table.UpsertEntityAsync(TimelineRows.Mark(resourceType), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Deletes the days before the one of an instant. The highest demand of each day stays: what a static reservation would cost is measured by it.</summary>
    /// <param name="resourceType">Of what.</param>
    /// <param name="instant">Its UTC day stays whole.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        ResourceType resourceType, DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Timeline, cancellationToken);
        return await table.DeletePartitionsAsync(TableKey.DaysBefore(instant, resourceType.Value), limit, cancellationToken);
    }

    private static async Task RaisePeakAsync(
        TableClient table, ResourceType resourceType, DateOnly day, double demand, CancellationToken cancellationToken)
    {
        TableEntity? known = await table.FindAsync(TimelineRows.PeakPartition(resourceType), TimelineRows.PeakKey(day), cancellationToken);
        if (known is null || TimelineRows.ReadPeak(known) < demand)
        {
            // One cycle runs at a time, so nobody else writes it meanwhile.
            await table.UpsertEntityAsync(TimelineRows.Peak(resourceType, day, demand), TableUpdateMode.Replace, cancellationToken);
        }
    }

    private static IEnumerable<DateOnly> Days(DateTimeOffset from, DateTimeOffset to)
    {
        if (from >= to)
        {
            yield break;
        }

        DateOnly last = DateOnly.FromDateTime(to.AddTicks(-1).UtcDateTime);
        for (DateOnly day = DateOnly.FromDateTime(from.UtcDateTime); day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static IEnumerable<DemandPoint> Points(DateOnly day, double[] buckets)
    {
        DateTimeOffset midnight = new(day, TimeOnly.MinValue, TimeSpan.Zero);
        for (int index = 0; index < buckets.Length; index++)
        {
            if (!double.IsNaN(buckets[index]))
            {
                yield return new DemandPoint(midnight.AddMinutes(5 * index), buckets[index]);
            }
        }
    }
}
