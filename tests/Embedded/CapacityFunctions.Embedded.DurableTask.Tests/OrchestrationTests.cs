using Azure.Data.Tables;
using CapacityFunctions.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

public sealed class OrchestrationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Run_FanOutFanIn_RunsEachActivityOnceAndAddsUp()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Square", x => x * x)
            .Orchestrator("Sum", async context =>
            {
                int[] squares = await Task.WhenAll(
                    Enumerable.Range(0, context.GetInput<int>()).Select(x => context.CallActivityAsync<int>("Square", x)));
                return squares.Sum();
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata ended = await hub.RunAsync("Sum", 120);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);

        // 0² + 1² + … + 119² = 119 · 120 · 239 / 6
        Assert.Equal(568_820, ended.ReadOutputAs<int>());
        Assert.All(Enumerable.Range(0, 120), x => Assert.Equal(1, invoker.Runs("Square", $"{x}")));
    }

    [Fact]
    public async Task Run_Chain_ReplaysClockAndGuidsAndLogsOnce()
    {
        List<(int Step, DateTime Now, Guid Id, bool Replaying)> seen = [];
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Next", x => x + 1)
            .Orchestrator("Chain", async context =>
            {
                int value = 0;
                for (int step = 0; step < 3; step++)
                {
                    lock (seen)
                    {
                        seen.Add((step, context.CurrentUtcDateTime, context.NewGuid(), context.IsReplaying));
                    }

                    value = await context.CallActivityAsync<int>("Next", value);
                }

                return value;
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata ended = await hub.RunAsync("Chain");

        Assert.Equal(3, ended.ReadOutputAs<int>());

        // 4 episodes; episode n (from 1) passes min(n, 3) steps: 1 + 2 + 3 + 3 visits.
        Assert.Equal(9, seen.Count);
        Assert.All(seen.GroupBy(visit => visit.Step), visits =>
        {
            Assert.Single(visits.Select(visit => (visit.Now, visit.Id)).Distinct());
            Assert.Single(visits, visit => !visit.Replaying);
        });
        Assert.All(seen, visit => Assert.Equal(DateTimeKind.Utc, visit.Now.Kind));
    }

    [Fact]
    public async Task Run_InnerFailure_GivesTypeMessageAndCause()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Break", _ => throw new TimeoutException("slow", new IOException("cable")))
            .Orchestrator("Catch", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Break", "x");
                    return "none";
                }
                catch (TaskFailedException failure)
                {
                    TaskFailureDetails details = failure.FailureDetails;
                    return string.Join('|',
                        failure.Message, failure.TaskId, details.ErrorType, details.IsCausedBy<TimeoutException>(),
                        details.IsCausedBy<SystemException>(), details.IsCausedBy<IOException>(), details.InnerFailure?.ErrorMessage);
                }
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata ended = await hub.RunAsync("Catch");

        Assert.Equal(
            "Task 'Break' (#0) failed with an unhandled exception: slow|0|System.TimeoutException|True|True|False|cable",
            ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Run_UnhandledFailure_FailsWithTypeAndMessage()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Break", _ => throw new TimeoutException("slow"))
            .Orchestrator("Own", _ => Task.FromException<int>(new ArithmeticException("odd")))
            .Orchestrator("Through", context => context.CallActivityAsync("Break"));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata own = await hub.RunAsync("Own");
        OrchestrationMetadata through = await hub.RunAsync("Through");
        OrchestrationMetadata unknown = await hub.RunAsync("Nowhere");

        Assert.Equal((OrchestrationRuntimeStatus.Failed, "System.ArithmeticException: odd"), (own.RuntimeStatus, own.SerializedOutput));
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", through.FailureDetails?.ErrorType);
        Assert.Equal("System.TimeoutException", through.FailureDetails?.InnerFailure?.ErrorType);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, unknown.RuntimeStatus);
        Assert.Contains("no orchestrator function named 'Nowhere'", unknown.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnknownActivity_FailsTheTask()
    {
        ScriptedInvoker invoker = new ScriptedInvoker().Orchestrator("Call", context => context.CallActivityAsync("Nowhere"));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata ended = await hub.RunAsync("Call");

        Assert.Contains("no activity function named 'Nowhere'", ended.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenAllWithTwoFailures_ThrowsOneAndKeepsBoth()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Break", x => throw new InvalidOperationException(x))
            .Orchestrator("Both", async context =>
            {
                Task both = Task.WhenAll(context.CallActivityAsync("Break", "a"), context.CallActivityAsync("Break", "b"));
                try
                {
                    await both;
                    return "none";
                }
                catch (TaskFailedException)
                {
                    return string.Concat(both.Exception!.InnerExceptions.Cast<TaskFailedException>()
                        .Select(failure => failure.FailureDetails.ErrorMessage).Order(StringComparer.Ordinal));
                }
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        Assert.Equal("ab", (await hub.RunAsync("Both")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Run_CustomStatus_LastOneOfTheEpisodeShowsAndOutlivesTheEnd()
    {
        ScriptedInvoker invoker = new ScriptedInvoker().Orchestrator("Status", async context =>
        {
            context.SetCustomStatus("first");
            context.SetCustomStatus(new { Step = 2 });
            await context.WaitForExternalEvent<string>("go");
        });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Status", CancellationToken.None);
        OrchestrationMetadata running = await hub.Client.WaitForInstanceStartAsync(id, getInputsAndOutputs: true);
        Assert.Equal("""{"Step":2}""", running.SerializedCustomStatus);
        Assert.True(running.IsRunning);

        await hub.Client.RaiseEventAsync(id, "GO", "x");
        Assert.Equal("""{"Step":2}""", (await hub.EndAsync(id)).SerializedCustomStatus);
    }

    [Fact]
    public async Task Run_UnawaitedActivity_KeepsTheInstanceOpenUntilItIsDone()
    {
        TaskCompletionSource release = new();
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Wait", async (_, _) =>
            {
                await release.Task;
                return null;
            })
            .Orchestrator("Forget", context =>
            {
                _ = context.CallActivityAsync("Wait");
                return Task.FromResult("returned");
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Forget", CancellationToken.None);
        await TestHub.UntilAsync(() => Task.FromResult(invoker.Runs("Wait") == 1));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.Client.GetInstanceAsync(id))!.RuntimeStatus);

        release.SetResult();
        Assert.Equal("returned", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_CarriesKeptEventsAndDropsHistory()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Next", x => x + 1)
            .Orchestrator("Loop", async context =>
            {
                int round = context.GetInput<int>();
                round = await context.CallActivityAsync<int>("Next", round);
                string received = await context.WaitForExternalEvent<string>("tick");
                if (round < 3)
                {
                    context.SetCustomStatus("old");
                    context.ContinueAsNew(round);
                    return "ignored";
                }

                return $"{round}{received}";
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Loop", 0);
        foreach (string tick in (string[])["a", "b", "c"])
        {
            await hub.Client.RaiseEventAsync(id, "tick", tick);
        }

        OrchestrationMetadata ended = await hub.EndAsync(id);
        Assert.Equal(("3c", "null"), (ended.ReadOutputAs<string>(), ended.SerializedCustomStatus));
        Assert.Equal("2", ended.SerializedInput);

        // Only rows of the last generation (number 2) are left.
        List<string> rows = [];
        await foreach (TableEntity row in hub.Tables.GetTableClient(hub.HistoryTable).QueryAsync<TableEntity>())
        {
            rows.Add(row.RowKey);
        }

        Assert.All(rows, row => Assert.StartsWith("h000002-", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SubOrchestration_FailsAndSucceeds_ParentSeesBoth()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Break", _ => throw new TimeoutException("slow"))
            .Orchestrator("Child", async context =>
            {
                if (context.GetInput<string>() is "bad")
                {
                    await context.CallActivityAsync("Break");
                }

                return $"{context.Parent?.Name}/{context.Parent?.InstanceId}/{context.InstanceId}";
            })
            .Orchestrator("Parent", async context =>
            {
                string good = await context.CallSubOrchestratorAsync<string>(
                    "Child", "good", new SubOrchestrationOptions(instanceId: "kid"));
                try
                {
                    await context.CallSubOrchestratorAsync("Child", "bad");
                    return good;
                }
                catch (TaskFailedException failure)
                {
                    return $"{good} {failure.TaskId} {failure.FailureDetails.ErrorType} {failure.FailureDetails.InnerFailure?.ErrorType}";
                }
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata ended = await hub.RunAsync("Parent", instanceId: "mother");

        Assert.Equal(
            "Parent/mother/kid 1 Microsoft.DurableTask.TaskFailedException System.TimeoutException", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Run_LargeInputAndResult_GoThroughBlobs()
    {
        string large = new('x', 3_000_000);
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Echo", text => text)
            .Orchestrator("Large", async context => (await context.CallActivityAsync<string>("Echo", context.GetInput<string>())) + "y");
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata ended = await hub.RunAsync("Large", large, "large");

        Assert.Equal(large + "y", ended.ReadOutputAs<string>());
        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync("large")).PurgedInstanceCount);
        Assert.Null(await hub.Client.GetInstanceAsync("large"));
    }

    [Fact]
    public async Task Run_LargeResultWithoutBlobStorage_FailsWithTheReason()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Large", size => new string('x', size))
            .Orchestrator("Call", async context => (await context.CallActivityAsync<string>("Large", 3_000_000)).Length);
        await using TestHub hub = new(azurite.ConnectionString, invoker) { HasBlobs = false };
        await hub.StartAsync();

        OrchestrationMetadata ended = await hub.RunAsync("Call");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("the engine has no blob storage", ended.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubOrchestration_ThrowsItself_ItsFailureIsAtTheTop()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Child", _ => Task.FromException<int>(new TimeoutException("slow")))
            .Orchestrator("Parent", async context =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>("Child");
                }
                catch (TaskFailedException failure)
                {
                    return $"{failure.FailureDetails.ErrorType} {failure.FailureDetails.InnerFailure?.ErrorType ?? "none"}";
                }
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        Assert.Equal("System.TimeoutException none", (await hub.RunAsync("Parent")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_EventsArriveMeanwhile_NoneIsLost()
    {
        const int events = 40;
        ScriptedInvoker invoker = new ScriptedInvoker().Orchestrator("Loop", async context =>
        {
            List<int> received = context.GetInput<List<int>>()!;
            received.Add(await context.WaitForExternalEvent<int>("n"));
            if (received.Count < events)
            {
                context.ContinueAsNew(received);
            }

            return received;
        });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Loop", new List<int>());

        for (int n = 0; n < events; n++)
        {
            await hub.Client.RaiseEventAsync(id, "n", n);
        }

        Assert.Equal(Enumerable.Range(0, events), (await hub.EndAsync(id)).ReadOutputAs<List<int>>());
    }
}
