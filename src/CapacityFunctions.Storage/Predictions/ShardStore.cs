using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Predictions;

/// <summary>The partial sums that a cycle adds up to the forecast of the group, one for each shard of accounts.</summary>
public sealed class ShardStore
{
    internal ShardStore(StorageConnection connection)
    {
    }

    /// <summary>Writes one partial sum; a second time replaces the first.</summary>
    /// <param name="cycleId">The cycle that computed it.</param>
    /// <param name="resourceType">Of what.</param>
    /// <param name="horizon">How far it looks.</param>
    /// <param name="shardIndex">Which shard, 0 or more.</param>
    /// <param name="sum">The caller's own format; at most 896 KiB.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task SaveAsync(
        CycleId cycleId,
        ResourceType resourceType,
        ForecastHorizon horizon,
        int shardIndex,
        ReadOnlyMemory<byte> sum,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>All partial sums, by shard index.</summary>
    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(
        CycleId cycleId, ResourceType resourceType, ForecastHorizon horizon, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
