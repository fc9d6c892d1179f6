using System.Diagnostics;
using System.Net;
using CapacityFunctions.EndToEnd.Tests.Crashes;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>
/// Azurite is killed. It keeps its rows in memory and writes all of them to one file every five seconds, so it comes back as it was up to that
/// long ago: what it had acknowledged since is gone, of every table alike.
/// </summary>
[Collection("crashes")]
public sealed class StorageCrashTests(ITestOutputHelper output)
{
    private const int Accounts = 4;
    private const int Kills = 5;
    private static readonly TimeSpan SavePeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReturnLimit = TimeSpan.FromMinutes(2);

    /// <summary>A power cut: the senders send again what they sent lately, and the next process goes on from the older state.</summary>
    [Fact]
    public async Task Kill_OfAppAndStorage_TheBooksStayInOrderAndTheLoopGoesOn()
    {
        await using AzuriteFixture azurite = new();
        await azurite.InitializeAsync();
        await using CrashedSystem system = new(azurite.ConnectionString, "powercut");
        Random random = CrashSettings.Random(output);
        TimeSpan duration = await FirstCyclesAsync(system);

        for (int kill = 0; kill < Kills; kill++)
        {
            await system.RestartAsync();
            await system.Organisation.SendUsageAsync(system.App, system.Cycle, steps: 2);
            Task order = system.TryOrderCycleAsync();
            await Task.Delay(Moment(random, kill, duration));
            await azurite.KillAsync();
            await system.KillAsync();
            await OutcomeOf(order);

            await azurite.RestartAsync();
            await system.StartAsync();
            await SendAgainAsync(system);
            output.WriteLine($"{system.Cycle}: {await system.SettleAsync()}; {await Books.AuditAsync(system.App, system.Stored)} requests");
        }

        await GoOnAsync(system);
    }

    /// <summary>The app lives on with a memory that is newer than its storage: it has to notice, and go back to what storage knows.</summary>
    [Fact]
    public async Task Kill_OfStorageAlone_TheRunningAppGoesOnFromWhatStorageKnows()
    {
        await using AzuriteFixture azurite = new();
        await azurite.InitializeAsync();
        await using CrashedSystem system = new(azurite.ConnectionString, "emulatorcut") { Lead = TimeSpan.FromMinutes(4.5) };
        Random random = CrashSettings.Random(output);
        TimeSpan duration = await FirstCyclesAsync(system);
        await system.RestartAsync();

        for (int kill = 0; kill < Kills; kill++)
        {
            // What was before is saved by then, the hub's new owner first of all: storage that is set back to before it was taken over belongs to a
            // process that is dead, which is not what is asked here.
            await Task.Delay(SavePeriod + TimeSpan.FromSeconds(1));
            system.Organisation.Surge += 10;
            await system.Organisation.SendUsageAsync(system.App, system.Cycle, steps: 1);
            Task order = system.TryOrderCycleAsync();
            await Task.Delay(Moment(random, kill, duration));
            await azurite.KillAsync();
            await azurite.RestartAsync();
            await OutcomeOf(order);
            await system.App.WaitUntilAsync(async () => await system.App.HealthAsync() == HttpStatusCode.OK, ReturnLimit, "healthy again");
            await SendAgainAsync(system);

            // The books are audited at the end: what was under way when storage was set back may write its intents into it although their cycle
            // is lost, and the next cycle settles them.
            output.WriteLine($"{system.Minute}: {await system.SettleAsync()}");
            system.Minute++;
        }

        await GoOnAsync(system);
    }

    /// <summary>In a cycle, or so shortly after it that storage may not have saved all of it: one stratum for each kill.</summary>
    private static TimeSpan Moment(Random random, int kill, TimeSpan duration) =>
        (kill + random.NextDouble()) / Kills * (duration + SavePeriod);

    /// <returns>How long a cycle takes.</returns>
    private static async Task<TimeSpan> FirstCyclesAsync(CrashedSystem system)
    {
        await system.StartAsync();
        for (int account = 0; account < Accounts; account++)
        {
            await system.Organisation.SendAccountAsync(system.App, system.Organisation.Join(), system.Cycle);
        }

        await system.RunCycleAsync();
        await system.RestartAsync();
        await system.Organisation.SendUsageAsync(system.App, system.Cycle, steps: 1);
        long started = Stopwatch.GetTimestamp();
        await system.RunCycleAsync();
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>What was acknowledged in the last seconds may be lost; sending it again changes nothing where it is not.</summary>
    private static async Task SendAgainAsync(CrashedSystem system)
    {
        for (int account = 0; account < Accounts; account++)
        {
            await system.Organisation.SendAccountAsync(system.App, account, system.Cycle);
        }
    }

    private async Task GoOnAsync(CrashedSystem system)
    {
        await system.RunCycleAsync();
        (int completed, int requests) = await system.AuditAsync();
        output.WriteLine($"{completed} cycles completed, {requests} requests");
        Assert.True(requests > Kills, $"Only {requests} requests were made: the kills hit nothing.");
    }

    /// <summary>The answer to an order may have been lost with its sender or its storage.</summary>
    private static async Task OutcomeOf(Task order)
    {
        try
        {
            await order;
        }
        catch (Exception cut) when (cut is ObjectDisposedException or OperationCanceledException)
        {
            // Its connection is gone.
        }
    }
}
