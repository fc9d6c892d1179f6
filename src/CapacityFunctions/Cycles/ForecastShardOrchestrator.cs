using CapacityFunctions.Planning.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CapacityFunctions.Cycles;

/// <summary>Forecasts the series of one shard, at most a hundred, so that no history grows with the organisation.</summary>
public static class ForecastShardOrchestrator
{
    [Function(nameof(ForecastShardOrchestrator))]
    public static async Task<ShardReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Shard shard)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(shard);

        SeriesOutlook[] outlooks = await Task.WhenAll(shard.Series.Select(series =>
            context.CallActivityAsync<SeriesOutlook>(nameof(ForecastAccount), new SeriesRequest(shard.CycleId, series), Retries.Storage)));

        return await context.CallActivityAsync<ShardReport>(
            nameof(AggregateShard), new ShardOutlooks(shard.CycleId, shard.Index, [.. outlooks]), Retries.Storage);
    }
}
