using CapacityFunctions.Testing;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

public sealed class ClientTests(AzuriteFixture azurite)
{
    private static ScriptedInvoker Waiting() => new ScriptedInvoker()
        .Activity<int>("Next", x => x + 1)
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Echo", context => Task.FromResult(context.GetInput<string>()))
        .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>(
            "Wait", options: new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child")));

    [Fact]
    public async Task Schedule_IdInUse_ThrowsWhileOpenAndReplacesWhenEnded()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        StartOrchestrationOptions same = new("same", StartAt: null);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", same);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x", same));
        await hub.Client.RaiseEventAsync("same", "go", "gone");
        await hub.EndAsync("same");
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "new", same);

        Assert.Equal("new", (await hub.EndAsync("same")).ReadOutputAs<string>());
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Echo", "x", same.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed)));
    }

    [Fact]
    public async Task Schedule_OpenInstanceNotDeduped_IsReplaced()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        StartOrchestrationOptions same = new("same", StartAt: null);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", same);
        await hub.Client.WaitForInstanceStartAsync("same");

        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Echo", "new", same.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed));

        Assert.Equal("new", (await hub.EndAsync("same")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Terminate_Recursive_EndsParentAndChildWithTheOutput()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Parent", CancellationToken.None);
        await TestHub.UntilAsync(async () => await hub.Client.GetInstanceAsync($"{id}-child") is { IsRunning: true });

        await hub.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("enough", Recursive: true));

        OrchestrationMetadata parent = await hub.EndAsync(id);
        OrchestrationMetadata child = await hub.EndAsync($"{id}-child");
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (parent.RuntimeStatus, parent.ReadOutputAs<string>()));
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, child.RuntimeStatus);
    }

    [Fact]
    public async Task Suspend_EventsArrive_AreHandledAfterResume()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", CancellationToken.None);
        await hub.Client.SuspendInstanceAsync(id);
        await TestHub.UntilAsync(async () =>
            (await hub.Client.GetInstanceAsync(id))!.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await hub.Client.RaiseEventAsync(id, "go", "went");

        await hub.KillAsync();
        await hub.StartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await hub.Client.GetInstanceAsync(id))!.RuntimeStatus);
        await hub.Client.ResumeInstanceAsync(id);

        Assert.Equal("went", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task UnknownOrEndedInstance_IsRefused()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        OrchestrationMetadata ended = await hub.RunAsync("Echo", "x");

        // As observed on the real host, whose client passes on what the host answers over gRPC.
        Assert.Null(await hub.Client.GetInstanceAsync("unknown"));
        Func<string, Task>[] calls =
        [
            id => hub.Client.RaiseEventAsync(id, "go"),
            id => hub.Client.TerminateInstanceAsync(id, CancellationToken.None),
            id => hub.Client.SuspendInstanceAsync(id),
            id => hub.Client.ResumeInstanceAsync(id),
        ];
        foreach (Func<string, Task> call in calls)
        {
            Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => call("unknown"))).StatusCode);
            Assert.Equal(StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(() => call(ended.InstanceId))).StatusCode);
        }

        await Assert.ThrowsAsync<RpcException>(() => hub.Client.WaitForInstanceStartAsync("unknown", CancellationToken.None));
        await Assert.ThrowsAsync<RpcException>(() => hub.Client.WaitForInstanceCompletionAsync("unknown", CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RestartAsync("unknown"));
        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync("unknown")).PurgedInstanceCount);
    }

    [Fact]
    public async Task Get_WithoutPayloads_RefusesToReadThem()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        OrchestrationMetadata ended = await hub.RunAsync("Echo", "x");

        OrchestrationMetadata plain = (await hub.Client.GetInstanceAsync(ended.InstanceId))!;

        Assert.Null(plain.SerializedInput);
        Assert.Throws<InvalidOperationException>(() => plain.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Query_PrefixStatusAndPages_ListsEachOnce()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        for (int i = 0; i < 7; i++)
        {
            await hub.RunAsync("Echo", "x", $"a b~{i}");
        }

        await hub.RunAsync("Echo", "x", "a");
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("a b~open", StartAt: null));

        OrchestrationQuery query = new(InstanceIdPrefix: "a b~", Statuses: [OrchestrationRuntimeStatus.Completed], PageSize: 3);
        List<Page<OrchestrationMetadata>> pages = [];
        await foreach (Page<OrchestrationMetadata> page in hub.Client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add(page);
        }

        Assert.All(pages, page => Assert.InRange(page.Values.Count, 0, 3));
        Assert.Equal(
            "a b~0,a b~1,a b~2,a b~3,a b~4,a b~5,a b~6",
            string.Join(',', pages.SelectMany(page => page.Values).Select(found => found.InstanceId)));

        List<string> rest = [];
        await foreach (Page<OrchestrationMetadata> page in hub.Client.GetAllInstancesAsync(query).AsPages(pages[0].ContinuationToken))
        {
            rest.AddRange(page.Values.Select(found => found.InstanceId));
        }

        Assert.Equal(4, rest.Count);
    }

    [Fact]
    public async Task Purge_ByFilter_DeletesEndedInstancesOnly()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        await hub.RunAsync("Echo", "x", "one");
        await hub.RunAsync("Echo", "x", "two");
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("open", StartAt: null));

        PurgeResult purged = await hub.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Completed]));

        Assert.Equal((2, true), (purged.PurgedInstanceCount, purged.IsComplete));
        Assert.Null(await hub.Client.GetInstanceAsync("one"));
        Assert.NotNull(await hub.Client.GetInstanceAsync("open"));
    }

    [Fact]
    public async Task Schedule_StartInTheFuture_StaysPendingAndStartsThen()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        DateTimeOffset startAt = TimeProvider.System.GetUtcNow().AddMilliseconds(700);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", input: null, new StartOrchestrationOptions("later", startAt));
        await hub.Client.RaiseEventAsync(id, "go", "early");

        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.Client.GetInstanceAsync(id))!.RuntimeStatus);
        OrchestrationMetadata ended = await hub.EndAsync(id);

        Assert.Equal("early", ended.ReadOutputAs<string>());
        Assert.True(ended.LastUpdatedAt >= startAt);
    }

    [Fact]
    public async Task Restart_EndedInstance_RunsAgainWithTheSameInput()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        OrchestrationMetadata first = await hub.RunAsync("Echo", "x");

        string same = await hub.Client.RestartAsync(first.InstanceId);
        string other = await hub.Client.RestartAsync(first.InstanceId, restartWithNewInstanceId: true);

        Assert.Equal(first.InstanceId, same);
        Assert.False(string.Equals(first.InstanceId, other, StringComparison.Ordinal));
        Assert.Equal("x", (await hub.EndAsync(other)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Query_RowsComeAndGoBetweenPages_ThoseThatStayAreListedOnce()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        for (int i = 0; i < 9; i++)
        {
            await hub.RunAsync("Echo", "x", $"stay{i}");
        }

        List<string> seen = [];
        await foreach (Page<OrchestrationMetadata> page in hub.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 2)).AsPages())
        {
            seen.AddRange(page.Values.Select(found => found.InstanceId).Where(id => id.StartsWith("stay", StringComparison.Ordinal)));
            await hub.RunAsync("Echo", "x", $"gone{seen.Count}");
            await hub.RunAsync("Echo", "x", $"stay{seen.Count - 1}-new");
            await hub.Client.PurgeInstanceAsync($"gone{seen.Count}");
        }

        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Enumerable.Range(0, 9), i => Assert.Contains($"stay{i}", seen));
    }

    [Fact]
    public async Task Query_ByTimeAndStatus_ListsOpenAndEndedOnes()
    {
        await using TestHub hub = await TestHub.StartAsync(azurite, Waiting());
        await hub.RunAsync("Echo", "x", "early");
        DateTimeOffset between = (await hub.RunAsync("Echo", "x", "late", tags: new() { ["team"] = "blue" })).CreatedAt;
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("open", StartAt: null));
        await hub.Client.WaitForInstanceStartAsync("open");

        Assert.Equal("late open", await IdsAsync(hub, new OrchestrationQuery(CreatedFrom: between)));
        Assert.Equal("early late", await IdsAsync(hub, new OrchestrationQuery(CreatedTo: between)));
        Assert.Equal("open", await IdsAsync(hub, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal(
            "early late open",
            await IdsAsync(hub, new OrchestrationQuery(
                Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Completed])));
        Assert.Equal("blue", (await hub.Client.GetInstanceAsync("late"))!.Tags["team"]);
        Assert.Equal(1, (await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedFrom: between))).PurgedInstanceCount);
        Assert.Equal("early open", await IdsAsync(hub, new OrchestrationQuery()));
    }

    [Fact]
    public async Task Terminate_WithRunningActivity_LetsItFinishAndIgnoresItsResult()
    {
        TaskCompletionSource release = new();
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Slow", async (_, _) =>
            {
                await release.Task;
                return "late";
            })
            .Orchestrator("Call", async context => await context.CallActivityAsync<string>("Slow"));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Call", CancellationToken.None);
        await TestHub.UntilAsync(() => Task.FromResult(invoker.Runs("Slow") == 1));

        await hub.Client.TerminateInstanceAsync(id, "enough");
        OrchestrationMetadata ended = await hub.EndAsync(id);
        release.SetResult();
        await Task.Delay(TimeSpan.FromMilliseconds(200));

        Assert.Equal("enough", ended.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.Client.GetInstanceAsync(id))!.RuntimeStatus);
    }

    [Fact]
    public async Task Versions_OfStartDefaultChildAndContinuation_ReachTheOrchestrator()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Child", context => Task.FromResult(context.Version))
            .Orchestrator("Parent", async context =>
            {
                if (context.GetInput<string>() is { } before)
                {
                    return $"{before} {context.Version}";
                }

                string own = await context.CallSubOrchestratorAsync<string>(
                    "Child", options: new SubOrchestrationOptions { Version = new TaskVersion("7") });
                string byDefault = await context.CallSubOrchestratorAsync<string>("Child");
                context.ContinueAsNew(new ContinueAsNewOptions { NewInput = $"{context.Version} {own} {byDefault}", NewVersion = "9" });
                return null;
            });
        await using TestHub hub = new(azurite.ConnectionString, invoker)
        {
            Configure = options => options with { DefaultVersion = "1" },
        };
        await hub.StartAsync();
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Parent", new StartOrchestrationOptions { Version = new TaskVersion("3") });

        Assert.Equal("3 7 1 9", (await hub.EndAsync(id)).ReadOutputAs<string>());
        Assert.Equal("1", (await hub.RunAsync("Child")).ReadOutputAs<string>());
    }

    private static async Task<string> IdsAsync(TestHub hub, OrchestrationQuery query)
    {
        List<string> ids = [];
        await foreach (OrchestrationMetadata instance in hub.Client.GetAllInstancesAsync(query))
        {
            ids.Add(instance.InstanceId);
        }

        return string.Join(' ', ids);
    }
}
