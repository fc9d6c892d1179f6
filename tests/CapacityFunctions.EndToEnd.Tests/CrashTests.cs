using System.Net;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>Processes that are killed, and storage that goes away.</summary>
public sealed class CrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>The app dies early, in the middle and late in a cycle; each time the next process ends it, and nothing is applied twice.</summary>
    [Theory]
    [InlineData(50)]
    [InlineData(700)]
    [InlineData(2500)]
    public async Task Kill_InMidCycle_CycleEndsAndNothingIsAppliedTwice(int afterMilliseconds)
    {
        string prefix = $"killed{afterMilliseconds}";
        string cycle;
        await using (AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, prefix, SmallOrganisation.ClockOffset))
        {
            await SmallOrganisation.SendAsync(app, accounts: 8);
            cycle = await app.StartCycleAsync(SmallOrganisation.End);
            await Task.Delay(afterMilliseconds);
            await app.KillAsync();
        }

        await using (AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, prefix, SmallOrganisation.ClockOffset))
        {
            JsonElement report = await app.WaitForCycleAsync(cycle);
            Assert.True(report.GetProperty("status").GetString() is "Completed" or "Abandoned", report.GetRawText());

            JsonElement[] requests = [.. (await app.GetAsync("reservations/requests?pageSize=1000")).GetProperty("items").EnumerateArray()];
            Assert.Equal(requests.Length, requests.Select(request => request.GetProperty("id").GetString()).Distinct(StringComparer.Ordinal).Count());

            // The books add up: what is held is what the applied requests asked for, no more and no less.
            decimal applied = requests
                .Where(request => request.GetProperty("outcome").GetString() == "Applied")
                .Sum(request => request.GetProperty("target").GetDecimal());
            decimal held = (await app.GetAsync("reservations")).EnumerateArray().Sum(reservation => reservation.GetProperty("quantity").GetDecimal());
            Assert.Equal(applied, held);
            Assert.True(held > 0);
            Assert.DoesNotContain(requests, request => request.GetProperty("outcome").GetString() == "Intended");
        }
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
}
