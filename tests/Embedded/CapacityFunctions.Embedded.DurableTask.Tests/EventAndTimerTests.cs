using CapacityFunctions.Testing;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

public sealed class EventAndTimerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Event_BeforeAnyoneWaits_IsKeptInOrderAndNamesHaveNoCase()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Wait", async context =>
            {
                await context.WaitForExternalEvent<string>("go");
                string first = await context.WaitForExternalEvent<string>("item");
                return first + await context.WaitForExternalEvent<string>("ITEM");
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", CancellationToken.None);

        await hub.Client.RaiseEventAsync(id, "Item", "1");
        await hub.Client.RaiseEventAsync(id, "item", "2");
        await hub.Client.RaiseEventAsync(id, "go");

        Assert.Equal("12", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_WithTwoWaiters_GoesToTheLatest()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Wait", async context =>
            {
                Task<string> one = context.WaitForExternalEvent<string>("item");
                Task<string> two = context.WaitForExternalEvent<string>("item");
                string[] got = [await await Task.WhenAny(one, two), two.IsCompleted ? "two" : "one"];
                await one;
                return string.Join(' ', got[0], got[1], await one, await two);
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", CancellationToken.None);

        await hub.Client.RaiseEventAsync(id, "item", "a");
        await hub.Client.RaiseEventAsync(id, "item", "b");

        Assert.Equal("a two b a", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_NotInTime_ThrowsTaskCanceled()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Wait", async context =>
            {
                try
                {
                    return await context.WaitForExternalEvent<string>("item", TimeSpan.FromMilliseconds(50));
                }
                catch (TaskCanceledException)
                {
                    return "timeout";
                }
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        Assert.Equal("timeout", (await hub.RunAsync("Wait")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_InTime_CancelsTheTimerSoThatTheInstanceEnds()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("item", TimeSpan.FromDays(10)));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", CancellationToken.None);

        await hub.Client.RaiseEventAsync(id, "item", "a");

        Assert.Equal("a", (await hub.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_WaitedForAsTwoTypes_Throws()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Wait", async context =>
            {
                Task<string> text = context.WaitForExternalEvent<string>("item");
                await context.WaitForExternalEvent<int>("ITEM");
                await text;
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        Assert.Equal("System.ArgumentException", (await hub.RunAsync("Wait")).FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_ArrivesOnce()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Receiver", async context => await context.WaitForExternalEvent<int>("number"))
            .Orchestrator("Sender", context =>
            {
                context.SendEvent(context.GetInput<string>()!, "number", 7);
                context.SendEvent("nobody", "number", 8);
                return Task.CompletedTask;
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);
        string receiver = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Receiver", CancellationToken.None);

        OrchestrationMetadata sender = await hub.RunAsync("Sender", receiver);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, sender.RuntimeStatus);
        Assert.Equal(7, (await hub.EndAsync(receiver)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Timer_LeftOpen_KeepsTheInstanceOpenUntilItFires()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Leave", context =>
            {
                _ = context.CreateTimer(TimeSpan.FromMilliseconds(400), CancellationToken.None);
                return Task.FromResult(context.CurrentUtcDateTime);
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata ended = await hub.RunAsync("Leave");

        Assert.True(ended.LastUpdatedAt.UtcDateTime - ended.ReadOutputAs<DateTime>() >= TimeSpan.FromMilliseconds(400));
    }

    [Fact]
    public async Task Timer_InThePast_FiresAtOnce()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Past", context => context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.RunAsync("Past")).RuntimeStatus);
    }
}
