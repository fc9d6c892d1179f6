using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.DurableTask;
using CapacityFunctions.Embedded.DurableTask.CrashHost;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

// A process for tests to kill. It runs a hub, starts the parents p0, p1, … that don't exist yet, waits for them and writes their
// outputs, one a line. Arguments: connection string, hub name, file for the activity runs, number of parents, rounds of each.
string hubName = args[1];
int parents = int.Parse(args[3]);
int rounds = int.Parse(args[4]);

await using DurableTaskEngine engine = new(
    new DurableTaskEngineOptions { HubName = hubName },
    new TableServiceClient(args[0]),
    new BlobServiceClient(args[0]),
    new CrashScenario(args[2]),
    TimeProvider.System,
    NullLoggerFactory.Instance);
await engine.StartAsync(CancellationToken.None);
for (int parent = 0; parent < parents; parent++)
{
    if (await engine.Client.GetInstanceAsync($"p{parent}") is null)
    {
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Parent", rounds, new StartOrchestrationOptions($"p{parent}", StartAt: null));
    }
}

for (int parent = 0; parent < parents; parent++)
{
    OrchestrationMetadata ended = await engine.Client.WaitForInstanceCompletionAsync($"p{parent}", getInputsAndOutputs: true);
    Console.WriteLine($"{ended.InstanceId} {ended.RuntimeStatus} {ended.SerializedOutput}");
}
