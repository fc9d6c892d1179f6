using System.Collections.Concurrent;
using System.Diagnostics;
using CapacityFunctions.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>What an orchestration does belongs to the trace that started it: across replays, children and processes.</summary>
public sealed class TraceTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Orchestration_ThatIsReplayed_IsOneSpanWithAChildForEachStep()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Step", (x, _) => Task.FromResult<object?>(x))
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Step", 9))
            .Orchestrator("Parent", async context =>
            {
                int sum = 0;
                for (int step = 0; step < 3; step++)
                {
                    sum += await context.CallActivityAsync<int>("Step", step);
                }

                return sum + await context.CallSubOrchestratorAsync<int>("Child", options: new SubOrchestrationOptions(instanceId: $"child-{Guid.NewGuid():N}"));
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        using Collected collected = new();
        using Activity caller = new Activity("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();

        Assert.Equal(12, (await hub.RunAsync("Parent")).ReadOutputAs<int>());

        Activity[] spans = await collected.UntilAsync(caller.TraceId, 7);
        Activity creation = spans.Single(span => span.DisplayName == "create_orchestration:Parent");
        Activity parent = spans.Single(span => span.DisplayName == "orchestration:Parent");
        Activity child = spans.Single(span => span.DisplayName == "orchestration:Child");
        Assert.Equal(caller.SpanId, creation.ParentSpanId);
        Assert.Equal(creation.SpanId, parent.ParentSpanId);
        Assert.Equal(parent.SpanId, child.ParentSpanId);
        Assert.Equal(
            [child.SpanId, parent.SpanId, parent.SpanId, parent.SpanId],
            spans.Where(span => span.DisplayName == "activity:Step").OrderBy(span => span.ParentSpanId != child.SpanId).Select(span => span.ParentSpanId));
        Assert.Equal("Completed", parent.GetTagItem("durabletask.task.status"));
    }

    [Fact]
    public async Task Orchestration_AfterAKill_GoesOnInTheSameTrace()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Step", (x, _) => Task.FromResult<object?>(x))
            .Orchestrator("Wait", async context =>
                await context.WaitForExternalEvent<int>("answer") + await context.CallActivityAsync<int>("Step", 1));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        using Collected collected = new();
        using Activity caller = new Activity("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded, TraceStateString = "by=test" }.Start();
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", CancellationToken.None);
        await TestHub.UntilAsync(async () => await hub.Client.GetInstanceAsync(id) is { IsRunning: true });

        await hub.KillAsync();
        Activity.Current = null;
        await hub.StartAsync();
        await hub.Client.RaiseEventAsync(id, "answer", 41);

        Assert.Equal(42, (await hub.EndAsync(id)).ReadOutputAs<int>());
        Activity[] spans = await collected.UntilAsync(caller.TraceId, 3);
        Activity orchestration = spans.Single(span => span.DisplayName == "orchestration:Wait");
        Assert.Equal(spans.Single(span => span.DisplayName == "create_orchestration:Wait").SpanId, orchestration.ParentSpanId);
        Assert.Equal("by=test", orchestration.TraceStateString);
        Assert.Equal(orchestration.SpanId, spans.Single(span => span.DisplayName == "activity:Step").ParentSpanId);
    }

    [Fact]
    public async Task Activity_ThatFails_AndItsOrchestration_SayWhy()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Break", (_, _) => throw new InvalidOperationException("no capacity"))
            .Orchestrator("Parent", async context => await context.CallActivityAsync<int>("Break", 1));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        using Collected collected = new();
        using Activity caller = new Activity("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await hub.RunAsync("Parent")).RuntimeStatus);

        Activity[] spans = await collected.UntilAsync(caller.TraceId, 3);
        Activity failed = spans.Single(span => span.DisplayName == "activity:Break");
        Assert.Equal((ActivityStatusCode.Error, "no capacity"), (failed.Status, failed.StatusDescription));
        Assert.Equal(ActivityStatusCode.Error, spans.Single(span => span.DisplayName == "orchestration:Parent").Status);
    }

    /// <summary>Spans of the engine.</summary>
    private sealed class Collected : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _ended = new();
        private readonly ActivityListener _listener;

        public Collected()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Microsoft.DurableTask",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _ended.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        /// <summary>The spans of a trace, as soon as there are so many; never more of them.</summary>
        public async Task<Activity[]> UntilAsync(ActivityTraceId trace, int count)
        {
            await TestHub.UntilAsync(() => Task.FromResult(_ended.Count(span => span.TraceId == trace) >= count));
            Activity[] spans = [.. _ended.Where(span => span.TraceId == trace)];
            Assert.Equal(count, spans.Length);
            return spans;
        }

        public void Dispose() => _listener.Dispose();
    }
}
