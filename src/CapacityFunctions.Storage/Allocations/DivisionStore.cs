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
}
