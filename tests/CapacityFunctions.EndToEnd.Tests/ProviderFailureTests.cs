using System.Text.Json;
using CapacityFunctions.EndToEnd.Tests.Crashes;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>The loop on a provider that loses answers, fills up and takes its time: the ledger, by script.</summary>
public sealed class ProviderFailureTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan AnsweredLimit = TimeSpan.FromMinutes(2);
    private static readonly (string Name, string Value)[] OneZone =
    [
        ("Capacity__Zones__0__Zone", "1"), ("Capacity__Zones__0__PricePerUnitHour", "0.2"), ("Capacity__Zones__0__Capacity", "1000"),
    ];

    [Fact]
    public async Task Cycle_AnswersAreLostAfterApplying_AsksAgainAndAppliesOnce()
    {
        const string Prefix = "lostanswer";
        await using AppProcess app = await StartAsync(Prefix, TimeSpan.Zero, Faults("TimeOut", count: 1));
        await SmallOrganisation.SendAsync(app, accounts: 3);

        JsonElement report = await app.RunCycleAsync(SmallOrganisation.End);

        Assert.Equal("Completed", report.GetProperty("status").GetString());
        Assert.True(await Books.AuditAsync(app, new StoredState(azurite.ConnectionString, Prefix)) >= 3);
    }

    /// <summary>The provider has carried the request out, its answer was lost, and the process dies before it asks again.</summary>
    /// <param name="downMinutes">How long the process is away; after fifteen its cycle may not decide any more, only find out.</param>
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task Kill_AfterALostAnswer_TheNextProcessFindsOutWhatBecameOfIt(int downMinutes)
    {
        string prefix = $"lostandkilled{downMinutes}";
        StoredState stored = new(azurite.ConnectionString, prefix);
        string cycle;
        await using (AppProcess app = await StartAsync(prefix, TimeSpan.Zero, [.. OneZone, .. Faults("TimeOut", count: 1)]))
        {
            await SmallOrganisation.SendAsync(app, accounts: 1);
            cycle = await app.StartCycleAsync(SmallOrganisation.End);
            await app.WaitUntilAsync(
                async () => (await stored.AnsweredRequestsAsync()).Count == 1 && await stored.UnfinishedRequestsAsync() == 1, AnsweredLimit, "asked");
            await app.KillAsync();
        }

        await using AppProcess next = await StartAsync(prefix, TimeSpan.FromMinutes(downMinutes), OneZone);
        JsonElement report = await next.WaitForCycleAsync(cycle);

        Assert.True(report.GetProperty("status").GetString() == "Completed", report.GetRawText());
        Assert.Equal(1, await Books.AuditAsync(next, stored));
    }

    /// <summary>The cheapest zone takes one increase and is full from then on: the other accounts get theirs elsewhere, in the same cycle.</summary>
    [Fact]
    public async Task Cycle_ZoneFillsUpInTheMiddle_OtherZonesGiveWhatItHasNot()
    {
        const string Prefix = "fillsup";
        await using AppProcess app = await StartAsync(Prefix, TimeSpan.Zero, Fault(0, "2", "ZoneFull", count: 1000, after: 1));
        await SmallOrganisation.SendAsync(app, accounts: 3);

        JsonElement report = await app.RunCycleAsync(SmallOrganisation.End.AddMinutes(-1));

        Assert.True(report.GetProperty("status").GetString() == "Completed", report.GetRawText());
        Assert.Equal(0, report.GetProperty("summary").GetProperty("unmet").GetDecimal());
        JsonElement[] requests = await RequestsAsync(app);
        JsonElement[] refused = [.. requests.Where(request => Text(request, "outcome") == "Refused")];
        Assert.NotEmpty(refused);
        Assert.All(refused, request =>
        {
            Assert.Equal("2", Text(request, "zone"));
            Assert.Equal("ZoneFull", Text(request.GetProperty("failure"), "class"));
            Assert.Equal("ZonalAllocationFailed", Text(request.GetProperty("failure"), "code"));
        });
        JsonElement[] second = [.. requests.Where(request => Text(request, "id").EndsWith("|2", StringComparison.Ordinal) && Text(request, "id").Count(mark => mark == '|') == 4)];
        Assert.Equal(
            refused.Select(request => Text(request, "accountId")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            second.Select(request => Text(request, "accountId")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(second, request => Assert.Equal("Applied", Text(request, "outcome")));
        Assert.All(report.GetProperty("decisions").EnumerateArray(), decision =>
            Assert.InRange(decision.GetProperty("reservedAfter").EnumerateObject().Sum(zone => zone.Value.GetDecimal()), 10, 60));

        // Remembered: the next cycle does not ask that zone for more.
        JsonElement coolDown = Assert.Single((await app.GetAsync("reservations/cooldowns")).EnumerateArray());
        Assert.Equal(("2", "ZoneFull"), (Text(coolDown, "zone"), Text(coolDown.GetProperty("failure"), "class")));
        await app.RunCycleAsync(SmallOrganisation.End);
        Assert.Equal(refused.Length, (await RequestsAsync(app)).Count(request => Text(request, "outcome") == "Refused"));
    }

    [Fact]
    public async Task Cycle_NoZoneHasMore_TellsAndWarnsWhatIsUnmet()
    {
        await using AppProcess app = await StartAsync(
            "unmet", TimeSpan.Zero, [.. OneZone[..2], ("Capacity__Zones__0__Capacity", "1000"), .. Fault(0, "1", "Partial", count: 1), .. Fault(1, "1", "ZoneFull", count: 1000)]);
        await SmallOrganisation.SendAsync(app, accounts: 1);

        JsonElement report = await app.RunCycleAsync(SmallOrganisation.End);

        JsonElement reduced = Assert.Single(await RequestsAsync(app), request => Text(request, "outcome") == "Reduced");
        decimal lacking = reduced.GetProperty("target").GetDecimal() - reduced.GetProperty("granted").GetDecimal();
        Assert.True(lacking > 0, reduced.GetRawText());
        Assert.True(report.GetProperty("summary").GetProperty("unmet").GetDecimal() >= lacking, report.GetRawText());
        JsonElement decision = Assert.Single(report.GetProperty("decisions").EnumerateArray());
        Assert.True(decision.GetProperty("unmet").GetDecimal() >= lacking, report.GetRawText());
        Assert.Contains("ZoneFull", decision.GetProperty("reasons").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("stay unmet for 1 accounts", app.Log, StringComparison.Ordinal);
    }

    /// <summary>Increases take eight minutes: the cycle after next finds them there, and none is asked for a second time in between.</summary>
    [Fact]
    public async Task Cycles_IncreasesTakeTime_ArePendingThenAppliedAndAskedForOnce()
    {
        const string Prefix = "delay";
        (string, string)[] settings = [("Capacity__Ledger__ProvisioningDelay", "00:08:00")];
        await using (AppProcess app = await StartAsync(Prefix, TimeSpan.Zero, settings))
        {
            await SmallOrganisation.SendAsync(app, accounts: 2);
            JsonElement report = await app.RunCycleAsync(SmallOrganisation.End);

            JsonElement[] requests = await RequestsAsync(app);
            Assert.NotEmpty(requests);
            Assert.All(requests, request => Assert.Equal("Pending", Text(request, "outcome")));
            Assert.Equal(requests.Length, report.GetProperty("summary").GetProperty("pendingRequests").GetInt32());
            Assert.Equal(0, report.GetProperty("summary").GetProperty("failedRequests").GetInt32());
            Assert.Equal(0, (await app.GetAsync("reservations")).GetArrayLength());
        }

        await using (AppProcess app = await StartAsync(Prefix, TimeSpan.FromMinutes(5), settings))
        {
            await app.PostUsageAsync(SmallOrganisation.Usage(2, SmallOrganisation.End, SmallOrganisation.End.AddMinutes(5)));
            await app.RunCycleAsync(SmallOrganisation.End.AddMinutes(5));

            JsonElement[] requests = await RequestsAsync(app);
            Assert.All(requests, request => Assert.Equal("Pending", Text(request, "outcome")));
            Assert.Equal(requests.Length, requests.DistinctBy(request => (Text(request, "accountId"), Text(request, "zone"))).Count());
        }

        await using (AppProcess app = await StartAsync(Prefix, TimeSpan.FromMinutes(10), settings))
        {
            await app.PostUsageAsync(SmallOrganisation.Usage(2, SmallOrganisation.End.AddMinutes(5), SmallOrganisation.End.AddMinutes(10)));
            await app.RunCycleAsync(SmallOrganisation.End.AddMinutes(10));

            string first = $"cycle-{SmallOrganisation.End:yyyyMMdd'T'HHmm'Z'}";
            JsonElement[] requests = [.. (await RequestsAsync(app)).Where(request => Text(request, "cycleId") == first)];
            Assert.NotEmpty(requests);
            Assert.All(requests, request => Assert.True(Text(request, "outcome") == "Applied", request.GetRawText()));
            JsonElement[] held = [.. (await app.GetAsync("reservations")).EnumerateArray()];
            Assert.All(requests, request => Assert.Contains(held, reservation =>
                Text(reservation, "accountId") == Text(request, "accountId") && Text(reservation, "zone") == Text(request, "zone")));
        }
    }

    private Task<AppProcess> StartAsync(string prefix, TimeSpan later, params (string, string)[] settings) =>
        AppProcess.StartAsync(azurite.ConnectionString, prefix, SmallOrganisation.ClockOffset + later, settings);

    private static (string Name, string Value)[] Faults(string kind, int count) =>
        [.. Fault(0, "1", kind, count), .. Fault(1, "2", kind, count), .. Fault(2, "3", kind, count)];

    private static (string Name, string Value)[] Fault(int index, string zone, string kind, int count, int after = 0)
    {
        string name = $"Capacity__Ledger__Faults__{index}__";
        return [(name + "Zone", zone), (name + "Kind", kind), (name + "Count", $"{count}"), (name + "After", $"{after}")];
    }

    private static async Task<JsonElement[]> RequestsAsync(AppProcess app) =>
        [.. (await app.GetAsync("reservations/requests?pageSize=1000")).GetProperty("items").EnumerateArray()];

    private static string Text(JsonElement entry, string property) => entry.GetProperty(property).GetString()!;
}
