using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Allocations;

/// <summary>Changes of limits at the provider: written as intents before it is asked, completed with what it answered.</summary>
public sealed class ShiftStore
{
    private const string RecordColumn = "Record";
    private const string CycleColumn = "Cycle";
    private const string ResourceTypeColumn = "ResourceType";
    private readonly StorageConnection _connection;

    internal ShiftStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes what is known of a cycle's changes over what was; all of them or none. A record with open changes is remembered until they have ended.</summary>
    public async Task SaveAsync(ShiftRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        TableClient table = await _connection.TableAsync(StorageTable.Shifts, cancellationToken);

        // The mark first: one that names a record which is not there finds nothing, a record without a mark would not be found.
        await table.UpsertEntityAsync(
            new TableEntity(TableKey.Catalogue, TableKey.Encode(record.ResourceType.Value))
            {
                [CycleColumn] = record.CycleId.Value,
                [ResourceTypeColumn] = record.ResourceType.Value,
            },
            TableUpdateMode.Replace,
            cancellationToken);
        TableEntity row = new(Partition(record.ResourceType), TableKey.Falling(record.CycleId.ScheduledAt)) { [CycleColumn] = record.CycleId.Value };
        await table.SetLargeJsonAsync(row, RecordColumn, record, cancellationToken);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>What one cycle asked for; null when it did not.</summary>
    public async Task<ShiftRecord?> FindAsync(CycleId cycleId, ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Shifts, cancellationToken);
        return await table.FindAsync(Partition(resourceType), TableKey.Falling(cycleId.ScheduledAt), cancellationToken) is { } row
            ? await ReadAsync(table, row, cancellationToken)
            : null;
    }

    /// <summary>The newest record of each resource type, by its name: only they can hold open changes.</summary>
    public async Task<IReadOnlyList<ShiftRecord>> ListNewestAsync(CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Shifts, cancellationToken);
        List<ShiftRecord> newest = [];
        await foreach (TableEntity mark in table.ReadPartitionAsync(TableKey.Catalogue, cancellationToken))
        {
            if (await NewestAsync(new ResourceType(mark.GetString(ResourceTypeColumn)), cancellationToken) is { } record)
            {
                newest.Add(record);
            }
        }

        return [.. newest.OrderBy(record => record.ResourceType)];
    }

    /// <summary>The newest record of a resource type; null when there is none.</summary>
    public async Task<ShiftRecord?> NewestAsync(ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Shifts, cancellationToken);
        KeyRange ever = TableKey.FallingBetween(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        return await table.FirstAsync(Partition(resourceType), ever, cancellationToken) is { } row
            ? await ReadAsync(table, row, cancellationToken)
            : null;
    }

    /// <summary>Records of cycles scheduled in [from, to), newest first.</summary>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<ShiftRecord>> HistoryAsync(
        ResourceType resourceType,
        DateTimeOffset from,
        DateTimeOffset to,
        int pageSize = 100,
        string? continuationToken = null,
        CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Shifts, cancellationToken);
        Page<TableEntity> rows = await table.ReadPageAsync(
            Partition(resourceType), TableKey.FallingBetween(from, to), pageSize, continuationToken, row => row, cancellationToken);
        return await rows.SelectAsync(row => ReadAsync(table, row, cancellationToken));
    }

    /// <summary>Deletes records of cycles scheduled before an instant; the newest, which may hold open changes, stays, however old.</summary>
    /// <param name="resourceType">Of what.</param>
    /// <param name="instant">Exclusive.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        ResourceType resourceType, DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Shifts, cancellationToken);
        return await CycleHistory.DeleteBeforeAsync(table, Partition(resourceType), instant, limit, cancellationToken);
    }

    private static string Partition(ResourceType resourceType) => TableKey.Encode(resourceType.Value);

    private static Task<ShiftRecord> ReadAsync(TableClient table, TableEntity row, CancellationToken cancellationToken) =>
        table.GetLargeJsonAsync<ShiftRecord>(row, RecordColumn, cancellationToken);
}
