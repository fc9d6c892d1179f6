using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>What users test first, on the real process and a real Azurite.</summary>
public sealed class LoopTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Cycle_SmallOrganisation_ForecastsReservesAllocatesAndTells()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "loop", SmallOrganisation.ClockOffset);
        await SmallOrganisation.SendAsync(app, accounts: 3);

        JsonElement report = await app.RunCycleAsync(SmallOrganisation.End);

        Assert.Equal("Completed", report.GetProperty("status").GetString());
        JsonElement[] decisions = [.. report.GetProperty("decisions").EnumerateArray()];
        Assert.Equal(3, decisions.Length);
        Assert.All(decisions, decision =>
        {
            // Nothing was reserved before; demand lies between 10 and 30 units, so at least its mean is reserved now.
            Assert.Empty(decision.GetProperty("reservedBefore").EnumerateObject());
            Assert.InRange(Total(decision.GetProperty("reservedAfter")), 10, 60);
            Assert.InRange(decision.GetProperty("allocatedAfter").GetDecimal(), 10, 60);
            Assert.Equal(3, decision.GetProperty("forecasts").GetArrayLength());
            Assert.NotEmpty(decision.GetProperty("reasons").EnumerateArray());
        });

        JsonElement held = await app.GetAsync("reservations");
        Assert.Equal(
            decisions.Sum(decision => Total(decision.GetProperty("reservedAfter"))),
            held.EnumerateArray().Sum(reservation => reservation.GetProperty("quantity").GetDecimal()));
        JsonElement requests = await app.GetAsync("reservations/requests");
        Assert.All(requests.GetProperty("items").EnumerateArray(), request => Assert.Equal("Applied", request.GetProperty("outcome").GetString()));

        JsonElement hour = await app.GetAsync($"forecasts/account-00/{SmallOrganisation.Resource}?horizon=PT1H");
        Assert.Equal(12, hour.GetProperty("mean").GetArrayLength());
        Assert.Equal(SmallOrganisation.End, hour.GetProperty("timestamps")[0].GetDateTimeOffset());
        JsonElement group = await app.GetAsync($"forecasts/group/{SmallOrganisation.Resource}?horizon=P1D");
        Assert.Equal(24, group.GetProperty("mean").GetArrayLength());
        JsonElement allocations = await app.GetAsync("allocations");
        Assert.Single(allocations.EnumerateArray());
    }

    [Fact]
    public async Task Cycle_PolicyPooled_ReservesOnTheGroupsForecast()
    {
        await using AppProcess app = await AppProcess.StartAsync(
            azurite.ConnectionString,
            "pooled",
            SmallOrganisation.ClockOffset,
            ("Capacity__Policy__Name", "pooled"),
            ("Capacity__Policy__CostOptimal__ShortageCostPerUnitHour", "2"));
        await SmallOrganisation.SendAsync(app, accounts: 3);

        JsonElement report = await app.RunCycleAsync(SmallOrganisation.End);

        Assert.True(report.GetProperty("status").GetString() == "Completed", report.GetRawText());
        Assert.All(report.GetProperty("decisions").EnumerateArray(), decision =>
        {
            Assert.Contains("pooled: group demand quantile", decision.GetProperty("reasons").GetRawText(), StringComparison.Ordinal);
            Assert.InRange(Total(decision.GetProperty("reservedAfter")), 2, 60);
        });
    }

    [Fact]
    public async Task Cycle_AskedForTwice_RunsOnceAndAnswersTheSame()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "twice", SmallOrganisation.ClockOffset);
        await SmallOrganisation.SendAsync(app, accounts: 2);

        JsonElement first = await app.RunCycleAsync(SmallOrganisation.End);
        JsonElement second = await app.RunCycleAsync(SmallOrganisation.End);

        Assert.Equal(first.GetRawText(), second.GetRawText());
    }

    [Fact]
    public async Task RecommendMode_ShowsThePlanAndChangesNothing()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "recommend", SmallOrganisation.ClockOffset);
        await SmallOrganisation.SendAsync(app, accounts: 2, mode: "Recommend");

        JsonElement report = await app.RunCycleAsync(SmallOrganisation.End);

        Assert.All(report.GetProperty("decisions").EnumerateArray(), decision =>
        {
            Assert.Equal("Recommend", decision.GetProperty("mode").GetString());
            Assert.True(Total(decision.GetProperty("reservedAfter")) > 0);
        });
        Assert.Equal(0, (await app.GetAsync("reservations")).GetArrayLength());
        Assert.Equal(0, report.GetProperty("summary").GetProperty("increases").GetInt32());
    }

    [Fact]
    public async Task Override_PostedWhileRunning_ShowsInTheNextCycleAndEndsWhenItExpires()
    {
        const string Prefix = "override";
        string reason = "campaign of the spring";
        await using (AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, Prefix, SmallOrganisation.ClockOffset))
        {
            await SmallOrganisation.SendAsync(app, accounts: 2);
            await app.RunCycleAsync(SmallOrganisation.End.AddMinutes(-1));

            using HttpResponseMessage created = await app.Http.PostAsJsonAsync("overrides", new
            {
                kind = "reservation-floor",
                accountId = SmallOrganisation.Name(0),
                resourceType = SmallOrganisation.Resource,
                value = 90,
                effectiveFrom = SmallOrganisation.End.AddMinutes(-1),
                expiresAt = SmallOrganisation.End.AddMinutes(50),
                reason,
            });
            Assert.True(created.StatusCode == HttpStatusCode.Created, await created.Content.ReadAsStringAsync());

            JsonElement decision = Decision(await app.RunCycleAsync(SmallOrganisation.End), SmallOrganisation.Name(0));
            Assert.Equal(90, Total(decision.GetProperty("reservedAfter")));
            JsonElement shown = Assert.Single(decision.GetProperty("overrides").EnumerateArray());
            Assert.Equal(reason, shown.GetProperty("reason").GetString());
            Assert.Equal("key:default", shown.GetProperty("author").GetString());
            Assert.Contains(decision.GetProperty("reasons").EnumerateArray(), entry => entry.GetString()!.Contains(reason, StringComparison.Ordinal));
        }

        // An hour later, with an hour more of usage.
        DateTimeOffset later = SmallOrganisation.End.AddHours(1);
        await using (AppProcess app = await AppProcess.StartAsync(
            azurite.ConnectionString, Prefix, SmallOrganisation.ClockOffset + TimeSpan.FromHours(1)))
        {
            await app.PostUsageAsync(SmallOrganisation.Usage(2, SmallOrganisation.End, later));

            JsonElement decision = Decision(await app.RunCycleAsync(later), SmallOrganisation.Name(0));

            Assert.Empty(decision.GetProperty("overrides").EnumerateArray());
            Assert.True(Total(decision.GetProperty("reservedAfter")) < 90, decision.GetRawText());
        }
    }

    /// <summary>A cycle between two steps of the grid, in a step that only one of the accounts has reported in yet.</summary>
    [Fact]
    public async Task Cycle_BetweenSteps_ForecastsEveryAccountFromTheSameStep()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "between", SmallOrganisation.ClockOffset);
        foreach (string account in (string[])["a", "b"])
        {
            await app.PutAccountAsync(account, new { id = account, mode = "Enforce" });
        }

        string[] rows = [.. Enumerable.Range(1, 100).Select(step => $"{SmallOrganisation.End.AddMinutes(-5 * step):yyyy-MM-ddTHH:mm:ssZ},cores,10")];
        await app.PostUsageAsync($"account_id,timestamp,resource_type,value\n{string.Join('\n', rows.Select(row => $"a,{row}").Concat(rows.Skip(1).Select(row => $"b,{row}")))}");

        JsonElement report = await app.RunCycleAsync(SmallOrganisation.End.AddMinutes(-1));

        Assert.Equal("Completed", report.GetProperty("status").GetString());
        foreach (string account in (string[])["a", "b"])
        {
            JsonElement hour = await app.GetAsync($"forecasts/{account}/cores");
            Assert.Equal(SmallOrganisation.End.AddMinutes(-5), hour.GetProperty("timestamps")[0].GetDateTimeOffset());
        }
    }

    [Fact]
    public async Task StaleUsage_HoldsEverythingAndSaysSo()
    {
        const string Prefix = "stale";
        decimal before;
        await using (AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, Prefix, SmallOrganisation.ClockOffset))
        {
            await SmallOrganisation.SendAsync(app, accounts: 1);
            before = Total(Decision(await app.RunCycleAsync(SmallOrganisation.End), SmallOrganisation.Name(0)).GetProperty("reservedAfter"));
        }

        await using (AppProcess app = await AppProcess.StartAsync(
            azurite.ConnectionString, Prefix, SmallOrganisation.ClockOffset + TimeSpan.FromHours(2)))
        {
            JsonElement decision = Decision(await app.RunCycleAsync(SmallOrganisation.End.AddHours(2)), SmallOrganisation.Name(0));

            Assert.Equal(before, Total(decision.GetProperty("reservedAfter")));
            Assert.Contains("newest usage", decision.GetProperty("holdReason").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Usage_MixedBatch_KeepsGoodRowsAndNamesTheBadOnes()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "mixed", SmallOrganisation.ClockOffset);
        await app.PutAccountAsync("a", new { id = "a" });

        JsonElement receipt = await app.PostUsageAsync(
            """
            account_id,timestamp,resource_type,value
            a,2026-11-01T23:50:00Z,cores,4.5
            nobody,2026-11-01T23:50:00Z,cores,4.5
            a,2026-11-01T23:50:00Z,cores,NaN
            a,2026-11-01T23:50:00Z,cores,-3
            a,2027-11-01T23:50:00Z,cores,4
            a,not a time,cores,4
            a,2026-11-01T23:55:00Z,cores,5
            """);

        Assert.Equal(2, receipt.GetProperty("accepted").GetInt32());
        Assert.Equal(5, receipt.GetProperty("rejected").GetInt32());
        Assert.Equal([2, 3, 4, 5, 6], receipt.GetProperty("rejections").EnumerateArray().Select(rejection => rejection.GetProperty("row").GetInt32()));
    }

    [Fact]
    public async Task Signals_CsvWithBadRows_KeepsGoodRowsAndNamesTheBadOnes()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "signals");
        using StringContent csv = new(
            """
            signal,scope,timestamp,value
            campaign,*,2027-03-01T00:00:00Z,1
            campaign,a,2027-03-02T00:00:00Z,0
            campaign,*,next week,1
            campaign,*,2027-03-01T00:00:00Z,much
            """,
            Encoding.UTF8,
            "text/csv");

        using HttpResponseMessage response = await app.Http.PostAsync("signals", csv);

        JsonElement receipt = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(2, receipt.GetProperty("accepted").GetInt32());
        Assert.Equal([3, 4], receipt.GetProperty("rejections").EnumerateArray().Select(rejection => rejection.GetProperty("row").GetInt32()));
    }

    [Fact]
    public async Task Requests_WithoutKey_AreRefusedAndHealthIsNot()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "keys");
        using HttpClient stranger = new() { BaseAddress = app.Http.BaseAddress };

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("accounts?code=wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("accounts")).StatusCode);
    }

    [Fact]
    public async Task Accounts_EditedByTwo_TheSecondIsToldToReadAgain()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "edits");
        await app.PutAccountAsync("a", new { id = "a", priority = 1 });
        using HttpResponseMessage read = await app.Http.GetAsync("accounts/a");
        string version = read.Headers.ETag!.ToString();

        Assert.Equal(HttpStatusCode.OK, await PutAsync(app, version, priority: 2));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await PutAsync(app, version, priority: 3));

        JsonElement account = await app.GetAsync("accounts/a");
        Assert.Equal(2, account.GetProperty("priority").GetInt32());

        static async Task<HttpStatusCode> PutAsync(AppProcess app, string version, int priority)
        {
            using HttpRequestMessage request = new(HttpMethod.Put, "accounts/a")
            {
                Content = JsonContent.Create(new { id = "a", priority }),
                Headers = { { "If-Match", version } },
            };
            using HttpResponseMessage response = await app.Http.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData("accounts/a", """{"id":"a","colour":"red"}""", "colour")]
    [InlineData("accounts/a", """{"id":"b"}""", "id")]
    [InlineData("accounts/a", """{"id":"a","weight":0}""", "Weight")]
    [InlineData("accounts/a", """{"id":"a","mode":"Perhaps"}""", "mode")]
    [InlineData("accounts/a", "{", "line 1")]
    public async Task PutAccount_Unusable_NamesTheField(string path, string body, string field)
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "unusable");
        using StringContent content = new(body, Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await app.Http.PutAsync(path, content);

        string answer = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(field, answer, StringComparison.Ordinal);
    }

    private static JsonElement Decision(JsonElement report, string account)
    {
        Assert.Equal("Completed", report.GetProperty("status").GetString());
        return report.GetProperty("decisions").EnumerateArray().Single(decision => decision.GetProperty("accountId").GetString() == account);
    }

    private static decimal Total(JsonElement byZone) => byZone.EnumerateObject().Sum(zone => zone.Value.GetDecimal());
}
