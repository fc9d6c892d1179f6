using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Predictions;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>Keeps what the accounts of a shard reported, and adds their demand up to the shard's.</summary>
public sealed class AggregateShard(OutlookStore outlooks, PredictionStore predictions, ShardStore shards)
{
    [Function(nameof(AggregateShard))]
    public async Task<ShardReport> RunAsync([ActivityTrigger] ShardOutlooks shard, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shard);

        await outlooks.SaveAsync(shard.CycleId, shard.Outlooks, cancellationToken);
        foreach (IGrouping<ResourceType, SeriesOutlook> byType in shard.Outlooks.Where(outlook => outlook.Demand is not null).GroupBy(outlook => outlook.ResourceType))
        {
            foreach (ForecastHorizon horizon in ForecastHorizons.All)
            {
                GroupDemand? sum = await SumAsync(shard.CycleId, byType, horizon, cancellationToken);
                if (sum is not null)
                {
                    await shards.SaveAsync(shard.CycleId, byType.Key, horizon, shard.Index, sum.Serialize(), cancellationToken);
                }
            }
        }

        return new ShardReport(shard.Index, shard.Outlooks.Count, shard.Outlooks.Count(outlook => outlook.HoldReason is not null));
    }

    private async Task<GroupDemand?> SumAsync(
        CycleId cycleId, IEnumerable<SeriesOutlook> outlooks, ForecastHorizon horizon, CancellationToken cancellationToken)
    {
        GroupDemand? sum = null;
        foreach (SeriesOutlook outlook in outlooks)
        {
            StoredPrediction? stored = await predictions.GetAsync(outlook.AccountId, outlook.ResourceType, horizon, cycleId, cancellationToken);
            if (stored is not null)
            {
                GroupDemand part = GroupDemand.Deserialize(stored.ErrorSamples);
                sum = sum is null ? part : sum.Add(part);
            }
        }

        return sum;
    }
}
