using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using CapacityFunctions.EndToEnd.Tests.Crashes;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>Processes that are killed, and storage that goes away.</summary>
public sealed class CrashTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    /// <summary>Kills of the app in one run of the test; 50 for the whole proof (about four minutes on two cores).</summary>
    private const string KillsVariable = "CAPACITY_CRASH_KILLS";
    private const string SeedVariable = "CAPACITY_CRASH_SEED";
    private const int DefaultKills = 12;
    private const int FirstAccounts = 4;

    /// <summary>The app dies at random moments, over and over, on one storage. Nothing is lost, nothing is done twice, and every cycle ends.</summary>
    [Fact]
    public async Task Kill_AtRandomMoments_EveryCycleEndsAndNoRequestIsLostOrDoubled()
    {
        int seed = Setting(SeedVariable, RandomNumberGenerator.GetInt32(int.MaxValue));
        int count = Setting(KillsVariable, DefaultKills);
        output.WriteLine($"{SeedVariable}={seed} {KillsVariable}={count}");

        await using CrashedSystem system = new(azurite.ConnectionString, "crash");
        PhaseDurations durations = await Killer.MeasureAsync(system, FirstAccounts);
        output.WriteLine($"{durations}");
        Killer killer = new(system, durations);
        await system.RestartAsync();
        foreach (Kill kill in KillPlan.Of(seed, count))
        {
            await killer.KillAsync(kill);
            await system.StartAsync();
            string end = await system.SettleAsync();
            output.WriteLine($"{system.Cycle}: {kill.Moment} at {kill.Fraction:0.00}: {end}; {await Books.AuditAsync(system.App, system.Stored)} requests");
            if (kill.Moment is KillMoment.Seeding)
            {
                await system.Organisation.SendAccountAsync(system.App, system.Organisation.Accounts - 1, system.Cycle);
            }
        }

        await system.Organisation.SendUsageAsync(system.App, system.Cycle, steps: 1);
        await system.RunCycleAsync();
        (int completed, int requests) = await system.AuditAsync();
        output.WriteLine($"{completed} cycles completed, {requests} requests");
        Assert.True(completed > count / 2, $"Only {completed} of the cycles were completed.");
        Assert.True(requests > count, $"Only {requests} requests were made: the kills hit nothing.");
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
            async () => await app.HealthAsync() == HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(30), "unhealthy");
        using HttpResponseMessage health = await app.Http.GetAsync("health");
        JsonElement report = JsonDocument.Parse(await health.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("unhealthy", report.GetProperty("status").GetString());
        Assert.NotEmpty(report.GetProperty("reasons").EnumerateArray());

        await own.RestartAsync();
        await app.WaitUntilAsync(async () => await app.HealthAsync() == HttpStatusCode.OK, TimeSpan.FromSeconds(60), "healthy again");
        JsonElement cycle = await app.RunCycleAsync(SmallOrganisation.End);
        Assert.Equal("Completed", cycle.GetProperty("status").GetString());
    }

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
