using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Allocations;

/// <summary>Who may use how much: one append-only row for each resource type and cycle, the newest of which is in force.</summary>
public sealed class AllocationStore
{
    private const string ResultColumn = "Result";
    private const string CycleColumn = "Cycle";
    private readonly StorageConnection _connection;

    internal AllocationStore(StorageConnection connection) => _connection = connection;

    /// <summary>What is in force: the division of the newest cycle; null when nothing was ever allocated.</summary>
    public async Task<AllocationRecord?> CurrentAsync(ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Allocations, cancellationToken);
        KeyRange ever = TableKey.FallingBetween(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        return await table.FirstAsync(Partition(resourceType), ever, cancellationToken) is { } row
            ? await ReadAsync(table, resourceType, row, cancellationToken)
            : null;
    }

    /// <summary>Puts a division into force, for all accounts at once.</summary>
    /// <returns>False when this cycle has divided this resource type before: then nothing changes.</returns>
    public async Task<bool> ApplyAsync(
        CycleId cycleId, ResourceType resourceType, AllocationResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        TableClient table = await _connection.TableAsync(StorageTable.Allocations, cancellationToken);
        return await table.TryAddAsync(await RowOfAsync(table, cycleId, resourceType, result, cancellationToken), cancellationToken) is not null;
    }

    /// <summary>The division of one cycle; null when it put none into force.</summary>
    public async Task<AllocationRecord?> FindAsync(CycleId cycleId, ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Allocations, cancellationToken);
        return await table.FindAsync(Partition(resourceType), TableKey.Falling(cycleId.ScheduledAt), cancellationToken) is { } row
            ? await ReadAsync(table, resourceType, row, cancellationToken)
            : null;
    }

    /// <summary>Writes what has come into force since over a division: a change of its that was under way has ended.</summary>
    public async Task CorrectAsync(AllocationRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        TableClient table = await _connection.TableAsync(StorageTable.Allocations, cancellationToken);
        await table.UpsertEntityAsync(
            await RowOfAsync(table, record.CycleId, record.ResourceType, record.Result, cancellationToken), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Divisions, with their shifts, of cycles scheduled in [from, to), newest first.</summary>
    /// <exception cref="ArgumentException">The page size is not 1 to 1000, or the token is not one of this list.</exception>
    public async Task<Page<AllocationRecord>> HistoryAsync(
        ResourceType resourceType,
        DateTimeOffset from,
        DateTimeOffset to,
        int pageSize = 100,
        string? continuationToken = null,
        CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Allocations, cancellationToken);
        Page<TableEntity> rows = await table.ReadPageAsync(
            Partition(resourceType), TableKey.FallingBetween(from, to), pageSize, continuationToken, row => row, cancellationToken);
        return await rows.SelectAsync(row => ReadAsync(table, resourceType, row, cancellationToken));
    }

    /// <summary>Deletes divisions of cycles scheduled before an instant, and the parts of replaced ones; the one in force stays, however old.</summary>
    /// <param name="resourceType">Of what.</param>
    /// <param name="instant">Exclusive.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(
        ResourceType resourceType, DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Allocations, cancellationToken);
        return await CycleHistory.DeleteBeforeAsync(table, Partition(resourceType), instant, limit, cancellationToken);
    }

    private static async Task<TableEntity> RowOfAsync(
        TableClient table, CycleId cycleId, ResourceType resourceType, AllocationResult result, CancellationToken cancellationToken)
    {
        TableEntity row = new(Partition(resourceType), TableKey.Falling(cycleId.ScheduledAt)) { [CycleColumn] = cycleId.Value };
        await table.SetLargeJsonAsync(row, ResultColumn, result, cancellationToken);
        return row;
    }

    private static string Partition(ResourceType resourceType) => TableKey.Encode(resourceType.Value);

    private static async Task<AllocationRecord> ReadAsync(
        TableClient table, ResourceType resourceType, TableEntity row, CancellationToken cancellationToken) =>
        CycleId.TryParse(row.GetString(CycleColumn), out CycleId cycleId)
            ? new AllocationRecord(
                cycleId, resourceType, await table.GetLargeJsonAsync<AllocationResult>(row, ResultColumn, cancellationToken))
            : throw new InvalidDataException($"An allocation of {resourceType} names no cycle.");
}
