using System.Globalization;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Predictions;

/// <summary>The partial sums that a cycle adds up to the forecast of the group, one for each shard of accounts.</summary>
public sealed class ShardStore
{
    private const string SumColumn = "Sum";
    private readonly StorageConnection _connection;

    internal ShardStore(StorageConnection connection) => _connection = connection;

    /// <summary>Writes one partial sum; a second time replaces the first.</summary>
    /// <param name="cycleId">The cycle that computed it.</param>
    /// <param name="resourceType">Of what.</param>
    /// <param name="horizon">How far it looks.</param>
    /// <param name="shardIndex">Which shard, 0 or more.</param>
    /// <param name="sum">The caller's own format; at most 896 KiB.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task SaveAsync(
        CycleId cycleId,
        ResourceType resourceType,
        ForecastHorizon horizon,
        int shardIndex,
        ReadOnlyMemory<byte> sum,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shardIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sum.Length, Columns.MostBytesInRow, nameof(sum));
        TableClient table = await _connection.TableAsync(StorageTable.Shards, cancellationToken);
        TableEntity row = new(Partition(cycleId, resourceType, horizon), shardIndex.ToString("D10", CultureInfo.InvariantCulture));
        row.SetBytes(SumColumn, sum);
        await table.UpsertAllAsync([row], cancellationToken);
    }

    /// <summary>All partial sums, by shard index.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(
        CycleId cycleId, ResourceType resourceType, ForecastHorizon horizon, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Shards, cancellationToken);
        List<ReadOnlyMemory<byte>> sums = [];
        await foreach (TableEntity row in table.ReadPartitionAsync(Partition(cycleId, resourceType, horizon), cancellationToken))
        {
            sums.Add(row.GetBytes(SumColumn));
        }

        return sums;
    }

    /// <summary>Deletes what cycles scheduled before an instant left, the oldest first.</summary>
    /// <param name="instant">Cycles from its minute on stay whole.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    /// <returns>How many rows were found; fewer than the limit say that none is left.</returns>
    public async Task<int> DeleteBeforeAsync(DateTimeOffset instant, int limit, CancellationToken cancellationToken = default)
    {
        TableClient table = await _connection.TableAsync(StorageTable.Shards, cancellationToken);
        return await table.DeletePartitionsAsync(TableKey.CyclesBefore(instant), limit, cancellationToken);
    }

    private static string Partition(CycleId cycleId, ResourceType resourceType, ForecastHorizon horizon) =>
        TableKey.Join(cycleId.Value, resourceType.Value, ForecastHorizons.NameOf(horizon));
}
