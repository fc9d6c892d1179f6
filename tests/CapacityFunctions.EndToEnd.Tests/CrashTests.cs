using System.Net;
using System.Text.Json;
using CapacityFunctions.EndToEnd.Tests.Crashes;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>Processes that are killed, and storage that goes away.</summary>
[Collection("crashes")]
public sealed class CrashTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private const int FirstAccounts = 4;
    private static readonly TimeSpan NoticeLimit = TimeSpan.FromMinutes(2);

    /// <summary>The app dies at random moments, over and over, on one storage. Nothing is lost, nothing is done twice, and every cycle ends.</summary>
    [Fact]
    public async Task Kill_AtRandomMoments_EveryCycleEndsAndNoRequestIsLostOrDoubled()
    {
        int seed = CrashSettings.Seed(output);
        int count = CrashSettings.Kills;
        await using CrashedSystem system = new(azurite.ConnectionString, "crash");
        PhaseDurations durations = await Killer.MeasureAsync(system, FirstAccounts);
        output.WriteLine($"{durations}");
        Killer killer = new(system, durations);
        await system.RestartAsync();
        int cutOff = 0;
        int kills = 0;

        // On a machine that becomes quicker after the measurement the moments lie behind the end of what they are to cut off: then there are more kills.
        foreach (Kill kill in KillPlan.Of(seed, count).Concat(KillPlan.Of(seed + 1, count)).TakeWhile(_ => kills < count || cutOff <= count / 4))
        {
            kills++;
            bool wasCutOff = await killer.KillAsync(kill);
            cutOff += wasCutOff ? 1 : 0;
            await system.StartAsync();
            string end = await system.SettleAsync();
            int made = await Books.AuditAsync(system.App, system.Stored);
            output.WriteLine($"{system.Cycle}: {kill.Moment} at {kill.Fraction:0.00}: {(wasCutOff ? "cut off, then " : string.Empty)}{end}; {made} requests");
            if (kill.Moment is KillMoment.Seeding)
            {
                await system.Organisation.SendAccountAsync(system.App, system.Organisation.Accounts - 1, system.Cycle);
            }
        }

        await system.Organisation.SendUsageAsync(system.App, system.Cycle, steps: 1);
        await system.RunCycleAsync();
        (int completed, int requests) = await system.AuditAsync();
        await Books.AuditAllocationsAsync(system.App, system.Stored);
        output.WriteLine($"{completed} cycles completed, {requests} requests; {cutOff} kills cut a cycle off");
        Assert.True(completed > count / 2, $"Only {completed} of the cycles were completed.");
        Assert.True(requests > count, $"Only {requests} requests were made.");
        Assert.True(cutOff > count / 4, $"Only {cutOff} of the kills cut a cycle off.");
    }

    [Fact]
    public async Task Azurite_StoppedAndStarted_HealthSaysWhyAndTheLoopGoesOn()
    {
        await using AzuriteFixture own = new();
        await own.InitializeAsync();
        await using AppProcess app = await AppProcess.StartAsync(own.ConnectionString, "outage", SmallOrganisation.ClockOffset);
        await SmallOrganisation.SendAsync(app, accounts: 1);

        await own.StopAsync();
        await app.WaitUntilAsync(
            async () => await app.HealthAsync() == HttpStatusCode.ServiceUnavailable, NoticeLimit, "unhealthy");
        using HttpResponseMessage health = await app.Http.GetAsync("health");
        JsonElement report = JsonDocument.Parse(await health.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("unhealthy", report.GetProperty("status").GetString());
        Assert.NotEmpty(report.GetProperty("reasons").EnumerateArray());

        await own.RestartAsync();
        await app.WaitUntilAsync(async () => await app.HealthAsync() == HttpStatusCode.OK, NoticeLimit, "healthy again");
        JsonElement cycle = await app.RunCycleAsync(SmallOrganisation.End);
        Assert.Equal("Completed", cycle.GetProperty("status").GetString());
    }
}
