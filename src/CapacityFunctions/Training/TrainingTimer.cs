using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Training;

/// <summary>Trains every model anew each night.</summary>
public sealed class TrainingTimer(TimeProvider time)
{
    /// <summary>One training a day: a tick that comes twice finds the day's training under its id.</summary>
    [Function(nameof(TrainingTimer))]
    public async Task RunAsync(
        [TimerTrigger("0 17 2 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);

        CycleId moment = CycleId.At(time.GetUtcNow());
        string instanceId = $"training-{moment.ScheduledAt:yyyyMMdd}";
        if (await client.GetInstanceAsync(instanceId, cancellationToken) is null)
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(TrainingOrchestrator), new CycleRequest(moment), new StartOrchestrationOptions(instanceId), cancellationToken);
        }
    }
}
