using CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;
using CapacityFunctions.Testing;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests.Plans;

/// <summary>Runs many plans at once in one hub of this process, and kills the engine between.</summary>
internal static class PlanBatch
{
    /// <param name="azurite">Where the hub is made.</param>
    /// <param name="plans">By instance id.</param>
    /// <param name="kills">How often the engine is killed.</param>
    /// <param name="random">Draws the moments.</param>
    public static async Task<PlanOutcome> RunAsync(
        AzuriteFixture azurite, IReadOnlyDictionary<string, Plan> plans, int kills, Random random)
    {
        using TempFile file = new();
        TestHub? hub = null;
        hub = new TestHub(azurite.ConnectionString, new PlanInvoker(new Journal(file.Name), () => hub!.Client));
        await using TestHub owned = hub;
        HubStore store = hub.OpenStore();
        await store.EnsureCreatedAsync(CancellationToken.None);
        RecordedAtKill recorded = new();
        await hub.StartAsync();
        Task start = StartAllAsync(hub.Client, plans);
        for (int kill = 0; kill < kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(5, 150)));
            await hub.KillAsync();
            await start;
            recorded.Add(await RecordedActivities.ReadAsync(store), Journal.Read(file.Name));
            await hub.StartAsync();
            start = StartAllAsync(hub.Client, plans);
        }

        await start;
        using CancellationTokenSource limit = new(TestHub.Limit);
        IReadOnlyList<string> ends = await PlanRun.EndAsync(hub.Client, plans.Keys, limit.Token);
        Dictionary<string, int> runs = Journal.Read(file.Name);
        return new PlanOutcome(ends.ToDictionary(end => end.Split(' ')[0], StringComparer.Ordinal), runs, recorded.RepeatedSince(runs));
    }

    /// <summary>A kill may meet the start of the plans; the next attempt starts those that are missing.</summary>
    private static async Task StartAllAsync(DurableTaskClient client, IReadOnlyDictionary<string, Plan> plans)
    {
        try
        {
            await PlanRun.StartAsync(client, plans.Select(plan => (plan.Key, plan.Value)));
        }
        catch (OperationCanceledException)
        {
            // Killed.
        }
    }
}
