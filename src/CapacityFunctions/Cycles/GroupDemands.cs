using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Predictions;

namespace CapacityFunctions.Cycles;

/// <summary>Adds up what the shards of a cycle stored.</summary>
public sealed class GroupDemands(ShardStore shards)
{
    /// <summary>The group's demand by horizon; without those that no account could be forecast for.</summary>
    public async Task<IReadOnlyDictionary<ForecastHorizon, GroupDemand>> ReadAsync(
        CycleId cycleId, ResourceType resourceType, CancellationToken cancellationToken)
    {
        Dictionary<ForecastHorizon, GroupDemand> group = [];
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            IReadOnlyList<ReadOnlyMemory<byte>> sums = await shards.ReadAsync(cycleId, resourceType, horizon, cancellationToken);
            if (sums.Count > 0)
            {
                group[horizon] = sums.Select(GroupDemand.Deserialize).Aggregate((left, right) => left.Add(right));
            }
        }

        return group;
    }
}
