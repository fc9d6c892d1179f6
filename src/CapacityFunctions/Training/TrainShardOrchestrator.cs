using CapacityFunctions.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CapacityFunctions.Training;

/// <summary>Trains the series of one shard.</summary>
public static class TrainShardOrchestrator
{
    /// <returns>How many series were trained; those without usage are not.</returns>
    [Function(nameof(TrainShardOrchestrator))]
    public static async Task<int> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Shard shard)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(shard);

        bool[] trained = await Task.WhenAll(shard.Series.Select(series =>
            context.CallActivityAsync<bool>(nameof(SelectModel), new SeriesRequest(shard.CycleId, series), Retries.Storage)));
        return trained.Count(isTrained => isTrained);
    }
}
