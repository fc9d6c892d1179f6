using System.Text.Json;
using CapacityFunctions.Cycles;
using CapacityFunctions.Embedded.DurableTask;
using CapacityFunctions.Housekeeping;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Testing;
using CapacityFunctions.Tests.Previews;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Tests.Housekeeping;

/// <summary>The timer is switched off in these tests, which is how a silent one looks to everything else.</summary>
public sealed class WatchdogTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task TimerSilent_AfterARestart_TheWatchdogRunsOneCycleAndHealthTells()
    {
        string prefix = $"t{Guid.NewGuid().ToString("N")[..12]}";
        await using (LoopApp before = await StartAsync(prefix))
        {
            await before.SendAsync();
            await LaunchAsync(before, LoopApp.End, CycleTimer.Name);
            JsonElement health = await before.GetAsync("health");
            Assert.Equal(0, health.GetProperty("missedTicks").GetInt32());
            Assert.Equal(JsonValueKind.Null, health.GetProperty("missedSince").ValueKind);
        }

        // Nobody calls health in the new process before the watchdog has looked.
        await using LoopApp app = await StartAsync(prefix);
        DateTimeOffset now = LoopApp.End.AddMinutes(15);
        app.Clock.Set(now);
        await app.SendUsageAsync(LoopApp.End, now);
        Cycle[] cycles = await WaitForAsync(app, found => found.Any(cycle => cycle is { StartedBy: WatchCycles.Name, Status: not CycleStatus.Running }));
        await Task.Delay(TimeSpan.FromSeconds(3));

        Cycle watched = Assert.Single(cycles, cycle => cycle.StartedBy == WatchCycles.Name);
        Assert.Equal(CycleStatus.Completed, watched.Status);
        Assert.Equal(2, (await ListAsync(app)).Length);
        JsonElement report = await app.GetAsync("health");
        Assert.Equal("healthy", report.GetProperty("status").GetString());
        Assert.Equal(LoopApp.End, report.GetProperty("missedSince").GetDateTimeOffset());
        Assert.Equal(2, report.GetProperty("missedTicks").GetInt32());
        Assert.Contains("missed 2 ticks", Assert.Single(report.GetProperty("warnings").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimerTicks_TheWatchdogDoesNothing()
    {
        await using LoopApp app = await StartAsync($"t{Guid.NewGuid().ToString("N")[..12]}");
        await app.SendAsync();
        await app.GetAsync("health");
        foreach (int minute in new[] { 0, 5, 10, 15 })
        {
            DateTimeOffset at = LoopApp.End.AddMinutes(minute);
            app.Clock.Set(at.AddSeconds(30));
            await LaunchAsync(app, at, CycleTimer.Name);
            await Task.Delay(TimeSpan.FromSeconds(1.5));
        }

        Assert.All(await ListAsync(app), cycle => Assert.Equal(CycleTimer.Name, cycle.StartedBy));
        Assert.Equal(4, (await ListAsync(app)).Length);
        Assert.False((await app.Get<DurableTaskEngine>().Client.GetInstanceAsync(Watchdog.InstanceId))!.IsCompleted);
        Assert.Equal(0, (await app.GetAsync("health")).GetProperty("missedTicks").GetInt32());
    }

    [Fact]
    public async Task TimerSwitchedOff_ThereIsNoWatchdog()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);

        await app.GetAsync("health");

        Assert.Null(await app.Get<DurableTaskEngine>().Client.GetInstanceAsync(Watchdog.InstanceId));
    }

    private Task<LoopApp> StartAsync(string prefix) => LoopApp.StartAsync(
        azurite.ConnectionString,
        services => services.PostConfigure<WatchdogOptions>(options => options.TimerIsOn = true),
        ("TaskHubName", prefix),
        ("Capacity:TablePrefix", prefix),
        ("Capacity:Watchdog:Interval", "00:00:01"));

    private static async Task LaunchAsync(LoopApp app, DateTimeOffset at, string startedBy)
    {
        DurableTaskClient client = app.Get<DurableTaskEngine>().Client;
        Assert.IsType<CycleLaunch.Started>(await app.Get<CycleLauncher>().LaunchAsync(client, at, startedBy, CancellationToken.None));
        await WaitForAsync(app, found => found.Single(cycle => cycle.Id == CycleId.At(at)).Status != CycleStatus.Running);
    }

    private static async Task<Cycle[]> ListAsync(LoopApp app) =>
        [.. (await app.Get<CycleStore>().ListAsync(LoopApp.End, LoopApp.End.AddDays(1))).Items];

    private static async Task<Cycle[]> WaitForAsync(LoopApp app, Func<Cycle[], bool> condition)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Cycle[] cycles = await ListAsync(app);
            if (condition(cycles))
            {
                return cycles;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, string.Join("; ", cycles.Select(cycle => $"{cycle.Id} {cycle.Status} {cycle.StartedBy}")));
            await Task.Delay(100);
        }
    }
}
