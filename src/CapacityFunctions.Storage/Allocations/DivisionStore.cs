using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Allocations;

/// <summary>How a cycle decided to divide capacity, before that is put into force; one partition for each cycle.</summary>
public sealed class DivisionStore
{
    private const string ResourceTypeColumn = "ResourceType";
    private const string ResultColumn = "Result";
    private readonly StorageConnection _connection;

    internal DivisionStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes a division; a second time for the same cycle and resource type replaces the first.</summary>
    public async Task SaveAsync(
        CycleId cycleId, ResourceType resourceType, AllocationResult division, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Divisions, cancellationToken);
        TableEntity row = new(TableKey.Encode(cycleId.Value), TableKey.Encode(resourceType.Value)) { [ResourceTypeColumn] = resourceType.Value };
        await table.SetLargeJsonAsync(row, ResultColumn, division, cancellationToken);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The divisions of a cycle, one for each resource type, ordered by it.</summary>
    public async Task<IReadOnlyList<AllocationRecord>> ListAsync(CycleId cycleId, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Divisions, cancellationToken);
        List<AllocationRecord> divisions = [];
        await foreach (TableEntity row in table.ReadPartitionAsync(TableKey.Encode(cycleId.Value), cancellationToken))
        {
            divisions.Add(new AllocationRecord(
                cycleId,
                new ResourceType(row.GetString(ResourceTypeColumn)),
                await table.GetLargeJsonAsync<AllocationResult>(row, ResultColumn, cancellationToken)));
        }

        return [.. divisions.OrderBy(division => division.ResourceType)];
    }

    /// <summary>Deletes what cycles scheduled before an instant left, the oldest first.</summary>
    /// <param name="instant">Cycles from its minute on stay whole.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Divisions, cancellationToken);
        int rows = await table.DeletePartitionsAsync(TableKey.CyclesBefore(instant), limit, cancellationToken);
        return rows == limit
            ? rows
            : rows + await table.DeletePartitionsAsync(TableKey.CyclesBefore(instant, LargeValues.Kind), limit - rows, cancellationToken);
    }
}
