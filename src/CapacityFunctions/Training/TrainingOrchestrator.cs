using CapacityFunctions.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CapacityFunctions.Training;

/// <summary>Chooses and fits every model anew, shard after shard: training may take its time and must not starve the cycle.</summary>
public static class TrainingOrchestrator
{
    /// <returns>How many series were trained.</returns>
    [Function(nameof(TrainingOrchestrator))]
    public static async Task<int> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, CycleRequest moment)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(moment);

        List<Shard> shards = await context.CallActivityAsync<List<Shard>>(nameof(PlanShards), moment, Retries.Storage);
        int trained = 0;
        foreach (Shard shard in shards)
        {
            trained += await context.CallSubOrchestratorAsync<int>(nameof(TrainShardOrchestrator), shard);
        }

        return trained;
    }
}
