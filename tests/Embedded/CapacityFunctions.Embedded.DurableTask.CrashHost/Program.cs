using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.DurableTask;
using CapacityFunctions.Embedded.DurableTask.CrashHost;
using CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

// A process for tests to kill. It runs a hub and does one of three things. Arguments: what, connection string, hub name, file for the
// runs of activities, then
//   parents <number> <rounds>          starts the parents p0, p1, … that don't exist yet, and writes their ends, one a line
//   plans <first seed> <number>        the same with generated plans
//   heart <seconds to wait for the hub, or ->  beats until standard input closes; writes "running" once it owns the hub, "stopped" at the end
string file = args[3];
switch (args[0])
{
    case "parents":
        await RunParentsAsync(int.Parse(args[4]), int.Parse(args[5]));
        break;
    case "plans":
        await RunPlansAsync(Enumerable.Range(int.Parse(args[4]), int.Parse(args[5])));
        break;
    case "heart":
        await BeatAsync(args[4] == "-" ? null : TimeSpan.FromSeconds(int.Parse(args[4])));
        break;
}

DurableTaskEngine CreateEngine(IDurableTaskInvoker invoker, ILoggerFactory loggers, TimeSpan? ownershipTimeout = null) => new(
    new DurableTaskEngineOptions
    {
        HubName = args[2],
        LeaseDuration = TimeSpan.FromSeconds(15),
        OwnershipTimeout = ownershipTimeout,
    },
    new TableServiceClient(args[1]),
    new BlobServiceClient(args[1]),
    invoker,
    TimeProvider.System,
    loggers);

async Task RunParentsAsync(int parents, int rounds)
{
    await using DurableTaskEngine engine = CreateEngine(new ParentsInvoker(file), NullLoggerFactory.Instance);
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
}

async Task RunPlansAsync(IEnumerable<int> seeds)
{
    DurableTaskClient? client = null;
    await using DurableTaskEngine engine = CreateEngine(new PlanInvoker(new Journal(file), () => client!), NullLoggerFactory.Instance);
    client = engine.Client;
    await engine.StartAsync(CancellationToken.None);
    await PlanRun.StartAsync(client, seeds.Select(seed => (PlanRun.InstanceId(seed), Plan.Generate(seed))));
    foreach (string end in await PlanRun.EndAsync(client, seeds.Select(PlanRun.InstanceId), CancellationToken.None))
    {
        Console.WriteLine(end);
    }
}

async Task BeatAsync(TimeSpan? ownershipTimeout)
{
    using ConsoleLog log = new();
    await using DurableTaskEngine engine = CreateEngine(new BeatInvoker(file), log, ownershipTimeout);
    await engine.StartAsync(CancellationToken.None);
    try
    {
        await engine.WaitUntilRunningAsync(CancellationToken.None);
    }
    catch (HubOwnershipException refused)
    {
        Console.WriteLine($"refused: {refused.Message}");
        return;
    }

    Console.WriteLine("running");
    if (await engine.Client.GetInstanceAsync("heart") is null)
    {
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Heart", new StartOrchestrationOptions("heart", StartAt: null));
    }

    await Console.In.ReadToEndAsync();
    await engine.StopAsync(CancellationToken.None);
    Console.WriteLine("stopped");
}
