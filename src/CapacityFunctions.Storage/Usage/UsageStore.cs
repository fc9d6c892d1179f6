using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Usage;

/// <summary>What accounts used: one row holds a UTC day of one account, resource type and zone as 288 five-minute buckets.</summary>
public sealed class UsageStore
{
    /// <summary>Series written at once; an import of many accounts is bound by the service, not by waiting for it.</summary>
    private const int ParallelWrites = 8;

    private readonly StorageConnection _connection;
    private readonly SeriesIndex _index;

    internal UsageStore(StorageConnection connection)
    {
        _connection = connection;
        _index = new SeriesIndex(connection);
    }

    /// <summary>Adds observations in any order; a bucket keeps the highest of its observations, so the same row twice changes nothing.</summary>
    /// <returns>How many buckets changed.</returns>
    /// <exception cref="ArgumentException">An amount is not finite or negative, or a zone's name is empty or has more than 64 characters; nothing was written.</exception>
    /// <exception cref="ConcurrencyConflictException">Other writers kept changing the same days; some of the rows may be written, so append all again.</exception>
    public async Task<int> AppendAsync(IReadOnlyList<ResourceUsage> observations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(observations);
        IGrouping<UsageSeriesKey, KeyValuePair<UsageDay, DayBuckets>>[] series = [.. ByDay(observations).GroupBy(day => day.Key.Series)];
        TableClient table = await _connection.TableAsync(StorageTable.Usage, cancellationToken);
        ParallelOptions bound = new() { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancellationToken };

        int changed = 0;
        await Parallel.ForEachAsync(
            series.SelectMany(days => UsageRun.Split(days.Key, days)),
            bound,
            async (run, cancel) => Interlocked.Add(ref changed, await WriteAsync(table, run, cancel)));

        // After the days: the index may lag behind them for a moment, but never names a time that cannot be read.
        await Parallel.ForEachAsync(
            series, bound, async (days, cancel) => await _index.AdvanceAsync(days.Key, days.Max(day => day.Value.NewestAt), cancel));
        return changed;
    }

    /// <summary>The buckets that start in [from, to).</summary>
    public async Task<UsageHistory> ReadAsync(
        AccountId account, ResourceType resourceType, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        UsageHistoryBuilder history = new(new UsageSeriesKey(account, resourceType), from, to);
        if (from < to)
        {
            TableClient table = await _connection.TableAsync(StorageTable.Usage, cancellationToken);
            await foreach (TableEntity row in table.ReadRangeAsync(
                history.Series.Partition, history.Series.RowsOf(history.FirstDay, history.LastDay), cancellationToken: cancellationToken))
            {
                history.Add(UsageDay.Read(history.Series, row), UsageDay.ReadBuckets(row));
            }
        }

        return history.Build();
    }

    /// <summary>Every series that has usage, by account, then by resource type.</summary>
    public Task<IReadOnlyList<UsageSeries>> ListSeriesAsync(CancellationToken cancellationToken = default) => _index.ListAsync(cancellationToken);

    /// <summary>The newest observation of a series: the total of its newest bucket; null when it has none.</summary>
    public async Task<UsageObservation?> LatestAsync(
        AccountId account, ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        if (await _index.FindAsync(new UsageSeriesKey(account, resourceType), cancellationToken) is not { } series)
        {
            return null;
        }

        DateTimeOffset bucket = new(series.NewestAt.UtcTicks - (series.NewestAt.UtcTicks % DayBuckets.Width.Ticks), TimeSpan.Zero);
        return (await ReadAsync(account, resourceType, bucket, bucket + DayBuckets.Width, cancellationToken)).Latest;
    }

    /// <summary>Deletes the days before the one of an instant. That the series exists, and its newest time, stay known.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="resourceType">Of what.</param>
    /// <param name="instant">Its UTC day stays whole.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        AccountId account, ResourceType resourceType, DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        UsageSeriesKey series = new(account, resourceType);
        TableClient table = await _connection.TableAsync(StorageTable.Usage, cancellationToken);
        return await table.DeleteRowsAsync(series.Partition, TableKey.DaysBefore(instant, resourceType.Value), limit, cancellationToken);
    }

    private static Dictionary<UsageDay, DayBuckets> ByDay(IReadOnlyList<ResourceUsage> observations)
    {
        Dictionary<UsageDay, DayBuckets> days = [];
        foreach (ResourceUsage usage in observations)
        {
            if (!double.IsFinite(usage.AmountUsed) || usage.AmountUsed < 0)
            {
                throw new ArgumentException(
                    $"Usage of {usage.AccountId} at {usage.Timestamp:O} is {usage.AmountUsed}; it must be finite and 0 or more.", nameof(observations));
            }

            if (usage.Zone is not null)
            {
                ZoneName.ThrowIfInvalid(usage.Zone);
            }

            UsageDay key = UsageDay.Of(usage);
            if (!days.TryGetValue(key, out DayBuckets? day))
            {
                days.Add(key, day = new DayBuckets());
            }

            day.Add(usage.Timestamp, usage.AmountUsed);
        }

        return days;
    }

    private static async Task<int> WriteAsync(TableClient table, UsageRun run, CancellationToken cancellationToken) =>
        (await Optimistic.WriteAsync($"usage of {run.Series.AccountId}, {run.Series.ResourceType}", async () =>
        {
            Dictionary<string, TableEntity> stored = new(StringComparer.Ordinal);
            await foreach (TableEntity row in table.ReadRangeAsync(
                run.Series.Partition, run.Series.RowsOf(run.Days[0].Key.Day, run.Days[^1].Key.Day), cancellationToken: cancellationToken))
            {
                stored.Add(row.RowKey, row);
            }

            UsageChanges changes = UsageChanges.Between(stored, run.Days);
            return changes.Actions.Count == 0 || await table.TrySubmitAsync(changes.Actions, cancellationToken) is not null ? changes : null;
        })).Buckets;
}
