using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>Measured latency moves priorities, on the real process and a real Azurite.</summary>
public sealed class PerformanceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>Cycles are a minute apart with six samples each, and nothing but the service level raises.</summary>
    private static readonly (string, string)[] Settings =
    [
        ("Capacity__Allocation__Priorities__ServiceLevel__WindowMinutes", "1"),
        ("Capacity__Allocation__Priorities__DemandMargin", ""),
        ("Capacity__Allocation__Priorities__AgeingMinutes", ""),
    ];

    [Fact]
    public async Task Cycle_LatencyMissesItsTarget_RaisesThePriorityUntilItIsKeptAgain()
    {
        const string Prefix = "latency";
        await using (AppProcess app = await StartAsync(Prefix, minutes: 1))
        {
            await SmallOrganisation.SendAsync(app, accounts: 2);
            await app.PutAccountAsync(SmallOrganisation.Name(0), new
            {
                id = SmallOrganisation.Name(0),
                priority = 1,
                mode = "Enforce",
                serviceLevel = new { latencyTargetMs = 200, latencyPercentile = 95, importance = 1 },
            });

            // One of six samples misses, and by far. It is percentile 95 of six, but one sample begins nothing.
            await PostAsync(app, until: 0, 150, 150, 900, 150, 150, 150);
            Assert.Equal((1, null), await CycleAsync(app, 0));

            // All six of the window do, none of them by over a half of 200: the sixth of six is 260.
            await PostAsync(app, until: 1, 260, 260, 260, 260, 260, 260);
            Assert.Equal((2, "priority 1 + 1: latency (percentile 95) of 6 samples 260 ms against a target of 200 ms"), await CycleAsync(app, 1));
            JsonElement parts = (await app.GetAsync("allocations"))[0].GetProperty("result").GetProperty("allocations")[0].GetProperty("priorityParts");
            Assert.Equal((1, 1), (parts.GetProperty("base").GetInt32(), parts.GetProperty("serviceLevel").GetInt32()));
        }

        await using (AppProcess app = await StartAsync(Prefix, minutes: 3))
        {
            // A half misses: the sixth of six is 260 still, so what began before the restart goes on.
            await PostAsync(app, until: 2, 260, 260, 260, 150, 150, 150);
            Assert.Equal((2, "priority 1 + 1: latency (percentile 95) of 6 samples 260 ms against a target of 200 ms"), await CycleAsync(app, 2));

            await PostAsync(app, until: 3, 150, 150, 150, 150, 150, 150);
            Assert.Equal((1, null), await CycleAsync(app, 3));
        }
    }

    [Fact]
    public async Task Performance_MixedBatch_KeepsGoodRowsAndNamesTheBadOnes()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "measured", SmallOrganisation.ClockOffset);
        await app.PutAccountAsync("a", new { id = "a" });

        JsonElement receipt = await PostAsync(
            app,
            """
            account_id,timestamp,latency_ms,throughput
            a,2026-11-01T23:50:00Z,180.5,40
            a,2026-11-01T23:55:00Z,,40
            nobody,2026-11-01T23:50:00Z,180,40
            a,2026-11-01T23:50:00Z,,
            a,2026-11-01T23:50:00Z,NaN,
            a,2027-11-01T23:50:00Z,180,40
            """,
            "text/csv");

        Assert.Equal(2, receipt.GetProperty("accepted").GetInt32());
        Assert.Equal([3, 4, 5, 6], receipt.GetProperty("rejections").EnumerateArray().Select(rejection => rejection.GetProperty("row").GetInt32()));
        Assert.Contains("latencyMs and throughput", receipt.GetProperty("rejections")[1].GetProperty("reason").GetString(), StringComparison.Ordinal);

        JsonElement json = await PostAsync(app, """[{"accountId":"a","timestamp":"2026-11-01T23:50:00Z","latencyMs":180.5,"throughput":40}]""", "application/json");
        Assert.Equal((1, 0), (json.GetProperty("accepted").GetInt32(), json.GetProperty("rejected").GetInt32()));
    }

    /// <summary>The effective priority of the first account after a cycle, and the reason that speaks of samples.</summary>
    private static async Task<(int Priority, string? Reason)> CycleAsync(AppProcess app, int minute)
    {
        JsonElement report = await app.RunCycleAsync(SmallOrganisation.End.AddMinutes(minute));
        Assert.True(report.GetProperty("status").GetString() == "Completed", report.GetRawText());
        JsonElement decision = report.GetProperty("decisions").EnumerateArray()
            .Single(entry => entry.GetProperty("accountId").GetString() == SmallOrganisation.Name(0));
        return (
            decision.GetProperty("effectivePriority").GetInt32(),
            decision.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!).SingleOrDefault(reason => reason.Contains("samples", StringComparison.Ordinal)));
    }

    /// <param name="prefix">Separates this test's tables.</param>
    /// <param name="minutes">How long the organisation's end lies back; cycles may be asked for within five minutes.</param>
    private Task<AppProcess> StartAsync(string prefix, int minutes) => AppProcess.StartAsync(
        azurite.ConnectionString, prefix, SmallOrganisation.ClockOffset + TimeSpan.FromMinutes(minutes), Settings);

    /// <summary>Latencies ten seconds apart, the last of them at a minute.</summary>
    private static async Task PostAsync(AppProcess app, int until, params double[] latencies)
    {
        StringBuilder csv = new("account_id,timestamp,latency_ms\n");
        for (int i = 0; i < latencies.Length; i++)
        {
            DateTimeOffset at = SmallOrganisation.End.AddMinutes(until).AddSeconds(10 * (i + 1 - latencies.Length));
            csv.Append(CultureInfo.InvariantCulture, $"{SmallOrganisation.Name(0)},{at:yyyy-MM-ddTHH:mm:ssZ},{latencies[i]}\n");
        }

        Assert.Equal(latencies.Length, (await PostAsync(app, csv.ToString(), "text/csv")).GetProperty("accepted").GetInt32());
    }

    private static async Task<JsonElement> PostAsync(AppProcess app, string body, string contentType)
    {
        using StringContent content = new(body, Encoding.UTF8, contentType);
        using HttpResponseMessage response = await app.Http.PostAsync("performance", content);
        string answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"POST performance: {answer}\n{app.Log}");
        return JsonDocument.Parse(answer).RootElement;
    }
}
