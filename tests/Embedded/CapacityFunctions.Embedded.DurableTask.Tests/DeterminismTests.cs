using CapacityFunctions.Testing;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

public sealed class DeterminismTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Replay_OtherNameAtAStep_FailsAndNamesTheStep()
    {
        int runs = 0;
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("A", _ => "a")
            .Activity<string>("B", _ => "b")
            .Orchestrator("Moody", context => context.CallActivityAsync<string>(Interlocked.Increment(ref runs) == 1 ? "A" : "B"));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata ended = await hub.RunAsync("Moody");

        Assert.Equal("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException", ended.FailureDetails?.ErrorType);
        Assert.Contains(
            "at step #0 its history has activity 'A', its code now asks for activity 'B'",
            ended.FailureDetails?.ErrorMessage,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first")]
    [InlineData("later")]
    [InlineData("beside")]
    [InlineData("run")]
    [InlineData("configure")]
    [InlineData("configure-beside")]
    public async Task Await_ForeignTask_FailsAndNamesTheRule(string how)
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("A", _ => "a")
            .Orchestrator("Foreign", async context =>
            {
                switch (how)
                {
                    case "first":
                        await Task.Delay(TimeSpan.FromMilliseconds(20));
                        break;
                    case "later":
                        await context.CallActivityAsync("A");
                        await Task.Delay(TimeSpan.FromMilliseconds(20));
                        break;
                    case "beside":
                        Task open = context.WaitForExternalEvent<string>("never");
                        await Task.WhenAny(open, Task.Delay(TimeSpan.FromMilliseconds(20)));
                        break;
                    case "run":
                        await Task.Run(() => Thread.SpinWait(2_000_000));
                        break;
                    case "configure":
                        await context.CallActivityAsync("A").ConfigureAwait(false);
                        break;
                    case "configure-beside":
                        _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                        await context.CallActivityAsync("A").ConfigureAwait(false);
                        await context.CallActivityAsync("A");
                        break;
                }

                await context.CallActivityAsync("A");
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata ended = await hub.RunAsync("Foreign");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains(OrchestratorThread.Rule, ended.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Await_YieldAndContinueWith_StayOnTheOrchestrator()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Next", x => x + 1)
            .Orchestrator("Inline", async context =>
            {
                await Task.Yield();
                int doubled = await context.CallActivityAsync<int>("Next", 1)
                    .ContinueWith(next => next.Result * 2, TaskScheduler.Current);
                await Task.Yield();
                return await context.CallActivityAsync<int>("Next", doubled);
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        Assert.Equal(5, (await hub.RunAsync("Inline")).ReadOutputAs<int>());
    }

    [Fact]
    public void NewGuid_KnownName_IsVersionFiveOfTheRealNamespace() =>
        // Python 3: uuid.uuid5(uuid.UUID("9e952958-5e33-4daf-827f-2fa12937b875"), "abc_2026-11-24T02:05:00.0000000Z_0")
        Assert.Equal(
            new Guid("7b290d14-2858-5700-a683-7d4335052206"),
            NameBasedGuid.Create("abc", new DateTime(2026, 11, 24, 2, 5, 0, DateTimeKind.Utc), counter: 0));
}
