using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Training;
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

        ShardOutlooks report = new(shard.CycleId, shard.Index, [.. outlooks]);
        if (report.Outlooks.Exists(outlook => outlook.DriftReason is not null))
        {
            await context.CallActivityAsync(nameof(RetrainDrifted), report, Retries.Storage);
        }

        return await context.CallActivityAsync<ShardReport>(nameof(AggregateShard), report, Retries.Storage);
    }
}
