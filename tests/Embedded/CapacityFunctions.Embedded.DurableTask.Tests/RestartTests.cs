using CapacityFunctions.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

public sealed class RestartTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Kill_InMidFanOut_CompletedActivitiesDoNotRunAgain()
    {
        TaskCompletionSource release = new();
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Work", async (x, cancellation) =>
            {
                if (x >= 5)
                {
                    await release.Task.WaitAsync(cancellation);
                }

                return x;
            })
            .Orchestrator("Sum", async context =>
            {
                int[] parts = await Task.WhenAll(Enumerable.Range(0, 8).Select(x => context.CallActivityAsync<int>("Work", x)));
                return parts.Sum();
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Sum", CancellationToken.None);
        await TestHub.UntilAsync(async () =>
            Enumerable.Range(0, 8).All(x => invoker.Runs("Work", $"{x}") == 1) && await RecordedResultsAsync(hub) == 5);

        await hub.KillAsync();
        release.SetResult();
        await hub.StartAsync();

        Assert.Equal(28, (await hub.EndAsync(id)).ReadOutputAs<int>());
        Assert.All(Enumerable.Range(0, 5), x => Assert.Equal(1, invoker.Runs("Work", $"{x}")));
        Assert.All(Enumerable.Range(5, 3), x => Assert.Equal(2, invoker.Runs("Work", $"{x}")));
    }

    [Fact]
    public async Task Kill_WaitingForTimerAndEvent_BothArriveAfterTheStart()
    {
        ScriptedInvoker invoker = new ScriptedInvoker().Orchestrator("Wait", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(500), CancellationToken.None);
            return await context.WaitForExternalEvent<string>("answer");
        });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", CancellationToken.None);
        await hub.Client.RaiseEventAsync(id, "answer", "early");

        await hub.KillAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(600));
        await hub.StartAsync();

        Assert.Equal("early", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Kill_WithSubOrchestration_ChildGoesOnAndParentGetsItsResult()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Child", async context => await context.WaitForExternalEvent<int>("answer"))
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<int>("Child", options: new SubOrchestrationOptions(instanceId: "restart-child")) + 1);
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Parent", CancellationToken.None);
        await TestHub.UntilAsync(async () => await hub.Client.GetInstanceAsync("restart-child") is { IsRunning: true });

        await hub.KillAsync();
        await hub.StartAsync();
        await hub.Client.RaiseEventAsync("restart-child", "answer", 41);

        Assert.Equal(42, (await hub.EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Kill_AtManyMoments_NothingIsLostAndNothingRunsThrice()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Work", async (_, cancellation) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), cancellation);
                return 1;
            })
            .Orchestrator("Child", async context =>
            {
                int first = await context.CallActivityAsync<int>("Work", $"{context.InstanceId}-a");
                await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
                return first + await context.CallActivityAsync<int>("Work", $"{context.InstanceId}-b");
            })
            .Orchestrator("Parent", async context =>
            {
                int[] parts = await Task.WhenAll(Enumerable.Range(0, 4).Select(x =>
                    context.CallSubOrchestratorAsync<int>("Child", options: new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-{x}"))));
                return parts.Sum();
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        const int instances = 4;
        for (int instance = 0; instance < instances; instance++)
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions($"p{instance}", StartAt: null));
        }

        const int kills = 6;
        for (int kill = 0; kill < kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(15 + (kill * 7)));
            await hub.KillAsync();
            await hub.StartAsync();
        }

        for (int instance = 0; instance < instances; instance++)
        {
            OrchestrationMetadata ended = await hub.EndAsync($"p{instance}");
            Assert.Equal((OrchestrationRuntimeStatus.Completed, 8), (ended.RuntimeStatus, ended.ReadOutputAs<int>()));
        }

        // At least once, and at most once more for each kill.
        Assert.All(
            from instance in Enumerable.Range(0, instances) from child in Enumerable.Range(0, 4) from part in (char[])['a', 'b']
            select $"\"p{instance}-{child}-{part}\"",
            input => Assert.InRange(invoker.Runs("Work", input), 1, 1 + kills));
    }

    [Fact]
    public async Task Stop_WithRunningActivity_WaitsForItsResult()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Slow", async (_, _) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), CancellationToken.None);
                return "done";
            })
            .Orchestrator("Call", async context => await context.CallActivityAsync<string>("Slow"));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Call", CancellationToken.None);
        await TestHub.UntilAsync(() => Task.FromResult(invoker.Runs("Slow") == 1));

        await hub.StopAsync();
        await hub.StartAsync();

        Assert.Equal("done", (await hub.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal(1, invoker.Runs("Slow"));
    }

    /// <summary>Results of activities in the stored history of the only instance.</summary>
    private static async Task<int> RecordedResultsAsync(TestHub hub)
    {
        int results = 0;
        await foreach (Azure.Data.Tables.TableEntity row in hub.Tables.GetTableClient(hub.HistoryTable).QueryAsync<Azure.Data.Tables.TableEntity>())
        {
            string json = System.Text.Encoding.UTF8.GetString(row.GetBinary("P0"));
            results += json.Split("\"$\":\"done\"").Length - 1;
        }

        return results;
    }
}
