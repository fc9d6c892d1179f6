using CapacityFunctions.Testing;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>A deployment while orchestrations run: the next process has another version, and the same storage.</summary>
public sealed class VersionTests(AzuriteFixture azurite)
{
    private string _version = "1.0";

    /// <summary>Code that changed keeps the old path for what was started by it.</summary>
    [Fact]
    public async Task Start_InALaterVersion_TheOlderInstanceGoesOnOnItsOldPath()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Old", (x, _) => Task.FromResult<object?>(x))
            .Activity<int>("New", (x, _) => Task.FromResult<object?>(10 * x))
            .Orchestrator("Cycle", async context =>
            {
                int before = await context.CallActivityAsync<int>("Old", 1);
                await context.WaitForExternalEvent<string>("go");
                return before + await context.CallActivityAsync<int>(context.CompareVersionTo("1.1") < 0 ? "Old" : "New", 2);
            });
        await using TestHub hub = Hub(invoker);
        await hub.StartAsync();
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Cycle", CancellationToken.None);
        await TestHub.UntilAsync(() => Task.FromResult(invoker.Runs("Old", "1") == 1));
        await hub.StopAsync();

        _version = "1.1";
        await hub.StartAsync();
        await hub.Client.RaiseEventAsync(id, "go", "on");
        string later = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Cycle", CancellationToken.None);
        await hub.Client.RaiseEventAsync(later, "go", "on");

        Assert.Equal(3, (await hub.EndAsync(id)).ReadOutputAs<int>());
        Assert.Equal(21, (await hub.EndAsync(later)).ReadOutputAs<int>());
    }

    /// <summary>Rolled back to 1.0, the instance of 2.0 is left as it is, others run, and 2.0 finishes it.</summary>
    [Fact]
    public async Task Start_InAnOlderVersion_TheNewerInstanceWaitsForItsOwn()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Work", (x, _) => Task.FromResult<object?>(x))
            .Orchestrator("Cycle", async context =>
            {
                await context.WaitForExternalEvent<string>("go");
                return await context.CallActivityAsync<int>("Work", 7);
            });
        _version = "2.0";
        await using TestHub hub = Hub(invoker);
        await hub.StartAsync();
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Cycle", CancellationToken.None);
        await hub.Client.WaitForInstanceStartAsync(id, CancellationToken.None).WaitAsync(TestHub.Limit);
        await hub.StopAsync();

        _version = "1.0";
        await hub.StartAsync();
        await hub.Client.RaiseEventAsync(id, "go", "on");
        string other = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Cycle", CancellationToken.None);
        await hub.Client.RaiseEventAsync(other, "go", "on");
        Assert.Equal(7, (await hub.EndAsync(other)).ReadOutputAs<int>());
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.Client.GetInstanceAsync(id))!.RuntimeStatus);
        Assert.Equal(1, invoker.Runs("Work", "7"));
        await hub.StopAsync();

        _version = "2.0";
        await hub.StartAsync();
        Assert.Equal(7, (await hub.EndAsync(id)).ReadOutputAs<int>());
    }

    private TestHub Hub(ScriptedInvoker invoker) => new(azurite.ConnectionString, invoker)
    {
        Configure = options => options with { DefaultVersion = _version, LeavesNewerVersions = true },
    };
}
