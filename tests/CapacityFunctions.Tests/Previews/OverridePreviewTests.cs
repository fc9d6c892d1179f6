using System.Net;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Tests.Previews;

/// <summary>What is previewed is what the next cycle does; and what has ended is over in the next cycle.</summary>
public sealed class OverridePreviewTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<string, string, double> Kinds => new()
    {
        { "reservation-floor", "account-00", 90 },
        { "pin-allocation", "account-01", 7 },
        { "demand-uplift", "*", 1.5 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Preview_ThenGivenAndRun_IsWhatTheCycleDecides(string kind, string account, double value)
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();
        await app.RunCycleAsync(LoopApp.End.AddMinutes(1));
        object draft = new
        {
            kind,
            accountId = account,
            resourceType = LoopApp.Resource,
            value,
            effectiveFrom = LoopApp.End,
            expiresAt = LoopApp.End.AddHours(1),
            reason = "campaign",
        };

        app.Clock.Set(LoopApp.End.AddMinutes(2.5));
        (HttpStatusCode status, JsonElement preview, HttpResponseMessage answered) = await app.PostAsync("overrides?preview=true", draft);
        answered.Dispose();
        Assert.True(status == HttpStatusCode.OK, preview.GetRawText());
        Assert.Equal(LoopApp.End.AddMinutes(2), preview.GetProperty("at").GetDateTimeOffset());
        Assert.Empty((await app.GetAsync("overrides?state=all")).GetProperty("items").EnumerateArray());
        JsonElement withoutIt = await app.GetAsync("cycles/latest");
        Assert.Equal(LoopApp.End.AddMinutes(1), CycleTime(withoutIt));

        (status, JsonElement created, answered) = await app.PostAsync("overrides", draft);
        answered.Dispose();
        Assert.True(status == HttpStatusCode.Created, created.GetRawText());
        JsonElement report = await app.RunCycleAsync(LoopApp.End.AddMinutes(2));

        Assert.NotEmpty(preview.GetProperty("accounts").EnumerateArray());
        foreach (JsonElement change in preview.GetProperty("accounts").EnumerateArray())
        {
            JsonElement decided = report.GetProperty("decisions").EnumerateArray()
                .Single(decision => decision.GetProperty("accountId").GetString() == change.GetProperty("accountId").GetString());
            JsonElement with = change.GetProperty("with");
            Assert.Equal(LoopApp.Reserved(decided), with.GetProperty("reserved").GetDecimal());
            Assert.Equal(decided.GetProperty("allocatedAfter").GetDecimal(), with.GetProperty("allocated").GetDecimal());
            Assert.Equal(decided.GetProperty("unmet").GetDecimal(), with.GetProperty("unmet").GetDecimal());
            Assert.Equal(decided.GetProperty("costPerHourPlanned").GetDecimal(), with.GetProperty("costPerHour").GetDecimal());
            Assert.Equal(
                decided.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!.Replace(" by key:default", string.Empty, StringComparison.Ordinal)),
                change.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!.Replace(" by key:default", string.Empty, StringComparison.Ordinal)));
        }

        Assert.Equal(report.GetProperty("summary").GetProperty("costPerHourAfter").GetDecimal(), preview.GetProperty("costPerHourWith").GetDecimal());
    }

    [Fact]
    public async Task Override_CancelledOrExpired_IsOverInTheNextCycle()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();
        string cancelled = await CreateAsync(app, "account-00", LoopApp.End.AddHours(5));
        await CreateAsync(app, "account-01", LoopApp.End.AddMinutes(4));
        JsonElement first = await app.RunCycleAsync(LoopApp.End.AddMinutes(1));
        Assert.Equal(90, LoopApp.Reserved(LoopApp.Decision(first, 0)));
        Assert.Equal(90, LoopApp.Reserved(LoopApp.Decision(first, 1)));

        app.Clock.Set(LoopApp.End.AddMinutes(3));
        using HttpResponseMessage read = await app.Http.GetAsync($"overrides/{cancelled}");
        Assert.Equal(HttpStatusCode.PreconditionFailed, await DeleteAsync(app, cancelled, "\"W/other\""));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(app, cancelled, read.Headers.ETag!.ToString()));

        // Past the cool-down of decreases, with the usage of that time.
        DateTimeOffset later = LoopApp.End.AddMinutes(30);
        app.Clock.Set(later.AddSeconds(30));
        await app.SendUsageAsync(LoopApp.End, later);
        JsonElement second = await app.RunCycleAsync(later);

        foreach (int account in (int[])[0, 1])
        {
            Assert.Empty(LoopApp.Decision(second, account).GetProperty("overrides").EnumerateArray());
            Assert.True(LoopApp.Reserved(LoopApp.Decision(second, account)) < 90, second.GetRawText());
        }

        JsonElement ended = await app.GetAsync("overrides?state=ended");
        Assert.Equal(2, ended.GetProperty("items").GetArrayLength());
    }

    private static DateTimeOffset CycleTime(JsonElement report) =>
        Planning.Cycles.CycleId.TryParse(report.GetProperty("id").GetString(), out Planning.Cycles.CycleId id) ? id.ScheduledAt : default;

    private static async Task<string> CreateAsync(LoopApp app, string account, DateTimeOffset until)
    {
        (HttpStatusCode status, JsonElement created, HttpResponseMessage answered) = await app.PostAsync("overrides", new
        {
            kind = "reservation-floor",
            accountId = account,
            value = 90,
            effectiveFrom = LoopApp.End,
            expiresAt = until,
            reason = "campaign",
        });
        answered.Dispose();
        Assert.True(status == HttpStatusCode.Created, created.GetRawText());
        return created.GetProperty("id").GetString()!;
    }

    private static async Task<HttpStatusCode> DeleteAsync(LoopApp app, string id, string version)
    {
        using HttpRequestMessage request = new(HttpMethod.Delete, $"overrides/{id}");
        request.Headers.TryAddWithoutValidation("If-Match", version);
        using HttpResponseMessage response = await app.Http.SendAsync(request);
        return response.StatusCode;
    }
}
