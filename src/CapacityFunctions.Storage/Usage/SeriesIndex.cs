using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Usage;

/// <summary>One row for each series that has usage, in one partition, with the time of its newest observation.</summary>
internal sealed class SeriesIndex(StorageConnection connection)
{
    private const string Partition = "series";
    private const string AccountColumn = "Account";
    private const string ResourceTypeColumn = "ResourceType";
    private const string NewestAtColumn = "NewestAt";

    internal async Task<IReadOnlyList<UsageSeries>> ListAsync(CancellationToken cancellationToken)
    {
        TableClient table = await connection.TableAsync(StorageTable.Series, cancellationToken);
        List<UsageSeries> series = [];
        await foreach (TableEntity row in table.ReadPartitionAsync(Partition, cancellationToken))
        {
            series.Add(Read(row));
        }

        return [.. series.OrderBy(entry => entry.AccountId).ThenBy(entry => entry.ResourceType)];
    }

    internal async Task<UsageSeries?> FindAsync(UsageSeriesKey key, CancellationToken cancellationToken)
    {
        TableClient table = await connection.TableAsync(StorageTable.Series, cancellationToken);
        return await table.FindAsync(Partition, RowKey(key), cancellationToken) is { } row ? Read(row) : null;
    }

    /// <summary>Moves the newest time forward, never back.</summary>
    internal async Task AdvanceAsync(UsageSeriesKey key, DateTimeOffset newestAt, CancellationToken cancellationToken)
    {
        TableClient table = await connection.TableAsync(StorageTable.Series, cancellationToken);
        TableEntity advanced = new(Partition, RowKey(key))
        {
            [AccountColumn] = key.AccountId.Value,
            [ResourceTypeColumn] = key.ResourceType.Value,
            [NewestAtColumn] = newestAt,
        };
        await Optimistic.WriteAsync($"the newest time of {key.AccountId}, {key.ResourceType}", async () =>
        {
            TableEntity? current = await table.FindAsync(Partition, advanced.RowKey, cancellationToken);
            if (current is null)
            {
                return await table.TryAddAsync(advanced, cancellationToken) is null ? null : advanced;
            }

            return Read(current).NewestAt >= newestAt || await table.TryUpdateAsync(advanced, current.ETag, cancellationToken) is not null
                ? advanced
                : null;
        });
    }

    private static string RowKey(UsageSeriesKey key) => TableKey.Join(key.AccountId.Value, key.ResourceType.Value);

    private static UsageSeries Read(TableEntity row) => new(
        new AccountId(row.GetString(AccountColumn)),
        new ResourceType(row.GetString(ResourceTypeColumn)),
        row.GetDateTimeOffset(NewestAtColumn).GetValueOrDefault());
}
