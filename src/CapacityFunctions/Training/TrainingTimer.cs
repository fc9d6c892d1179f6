using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Training;

/// <summary>Trains every model anew each night.</summary>
public sealed class TrainingTimer(TrainingLauncher launcher)
{
    [Function(nameof(TrainingTimer))]
    public Task RunAsync(
        [TimerTrigger("0 17 2 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        launcher.LaunchNightlyAsync(client, cancellationToken);
}
