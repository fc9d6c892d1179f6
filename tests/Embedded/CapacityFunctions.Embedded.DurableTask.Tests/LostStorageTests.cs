using Azure;
using Azure.Data.Tables;
using CapacityFunctions.Testing;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>Storage that goes back to an earlier state under a running engine, and history with a hole.</summary>
public sealed class LostStorageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Rollback_OfAnEndedInstance_ItGoesOnFromWhatStorageKnows()
    {
        ScriptedInvoker invoker = TwoSteps();
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("TwoSteps", CancellationToken.None);
        await RecordedAsync(hub, id, episodes: 2);
        TableSnapshot before = await TableSnapshot.TakeAsync(hub.Tables, hub.InstancesTable, hub.HistoryTable);
        await hub.Client.RaiseEventAsync(id, "go", 1);
        await hub.EndAsync(id);

        await before.RestoreAsync();

        // No instance is left in memory: only the engine's own look at storage can notice.
        await TestHub.UntilAsync(async () =>
        {
            OrchestrationMetadata? again = await hub.Client.GetInstanceAsync(id);
            return again is { RuntimeStatus: OrchestrationRuntimeStatus.Running } && await TryRaiseAsync(hub, id, 2);
        });
        Assert.Equal(2, (await hub.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(1, invoker.Runs("First"));
        Assert.Equal(2, invoker.Runs("Second"));
    }

    [Fact]
    public async Task Rollback_UnderAnOpenInstance_TheLostStepIsDoneAgainAndHistoryHasNoGap()
    {
        ScriptedInvoker invoker = TwoSteps();
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("TwoSteps", CancellationToken.None);
        await RecordedAsync(hub, id, episodes: 2);
        await hub.Tables.GetTableClient(hub.HistoryTable).DeleteEntityAsync(id, "h000000-00000002", ETag.All);

        await TestHub.UntilAsync(() => TryRaiseAsync(hub, id, 3));

        Assert.Equal(3, (await hub.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(2, invoker.Runs("First"));
        await hub.KillAsync();
        await hub.StartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Start_WithAHoleInAHistory_ThatInstanceFailsAndTheOthersGoOn()
    {
        ScriptedInvoker invoker = TwoSteps();
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string damaged = await hub.Client.ScheduleNewOrchestrationInstanceAsync("TwoSteps", CancellationToken.None);
        string sound = await hub.Client.ScheduleNewOrchestrationInstanceAsync("TwoSteps", CancellationToken.None);
        await RecordedAsync(hub, damaged, episodes: 2);
        await RecordedAsync(hub, sound, episodes: 2);
        await hub.KillAsync();
        await hub.Tables.GetTableClient(hub.HistoryTable).DeleteEntityAsync(damaged, "h000000-00000001", ETag.All);

        await hub.StartAsync();
        await hub.Client.RaiseEventAsync(sound, "go", 4);

        Assert.Equal(4, (await hub.EndAsync(sound)).ReadOutputAs<int>());
        OrchestrationMetadata end = await hub.EndAsync(damaged);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("should go on with row 1", end.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
    }

    /// <summary>An activity, then an event, then another activity; returns the event's value.</summary>
    private static ScriptedInvoker TwoSteps() => new ScriptedInvoker()
        .Activity<object>("First", _ => null)
        .Activity<object>("Second", _ => null)
        .Orchestrator("TwoSteps", async context =>
        {
            await context.CallActivityAsync("First");
            int value = await context.WaitForExternalEvent<int>("go");
            await context.CallActivityAsync("Second");
            return value;
        });

    private static Task RecordedAsync(TestHub hub, string id, int episodes) =>
        TestHub.UntilAsync(async () => await EpisodesAsync(hub, id) == episodes);

    private static async Task<int> EpisodesAsync(TestHub hub, string id)
    {
        int count = 0;
        await foreach (TableEntity _ in hub.Tables.GetTableClient(hub.HistoryTable).QueryAsync<TableEntity>(
            $"PartitionKey eq '{id}' and RowKey gt 'h000000-00000000' and RowKey lt 'i'"))
        {
            count++;
        }

        return count;
    }

    /// <summary>False while the engine does not know the instance, or has just dropped the event together with its memory.</summary>
    private static async Task<bool> TryRaiseAsync(TestHub hub, string id, int value)
    {
        try
        {
            await hub.Client.RaiseEventAsync(id, "go", value);
            return true;
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            return false;
        }
    }
}
