using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>Why something was decided, and how good the forecasts were, asked of the real process over HTTP.</summary>
public sealed class InsightTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string Account = SmallOrganisation.Name(0);

    [Fact]
    public async Task Explain_CycleWithAnOverride_TellsWhatItChanged()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "explain", SmallOrganisation.ClockOffset);
        await SmallOrganisation.SendAsync(app, accounts: 2);
        using HttpResponseMessage created = await app.Http.PostAsJsonAsync("overrides", new
        {
            kind = "reservation-floor",
            accountId = Account,
            resourceType = SmallOrganisation.Resource,
            value = 90,
            effectiveFrom = SmallOrganisation.End.AddMinutes(-1),
            expiresAt = SmallOrganisation.End.AddMinutes(50),
            reason = "campaign of the spring",
        });
        Assert.True(created.StatusCode == HttpStatusCode.Created, await created.Content.ReadAsStringAsync());
        string id = (await app.RunCycleAsync(SmallOrganisation.End)).GetProperty("id").GetString()!;

        JsonElement told = await app.GetAsync($"explain/{Account}/{SmallOrganisation.Resource}");
        string text = await TextAsync(app, $"explain/{Account}/{SmallOrganisation.Resource}?cycle={id}");

        Assert.Equal(id, told.GetProperty("cycleId").GetString());
        Assert.Equal(
            ["Seen", "Predicted", "Decided", "Bound", "Cost", "Without the override", "Allocated"],
            told.GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("title").GetString()));
        Assert.StartsWith(told.GetProperty("headline").GetString()!, text, StringComparison.Ordinal);
        Assert.All(
            told.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("sentences").EnumerateArray()),
            sentence => Assert.Contains($"  {sentence.GetString()}\n", text, StringComparison.Ordinal));
        Assert.Contains("set a floor of 90 units for the reservation, until 2 November 2026 at 00:50 UTC: campaign of the spring.", text, StringComparison.Ordinal);
        Assert.Contains("and did it.", text, StringComparison.Ordinal);
        JsonElement without = told.GetProperty("facts").GetProperty("withoutOverrides");
        Assert.Equal(90, without.GetProperty("withReserved").GetDecimal());
        Assert.InRange(without.GetProperty("reserved").GetDecimal(), 10, 60);
        Assert.InRange(without.GetProperty("allocated").GetDecimal(), 10, 60);

        // Nobody's override is in force for the other account.
        JsonElement other = await app.GetAsync($"explain/{SmallOrganisation.Name(1)}/{SmallOrganisation.Resource}");
        Assert.False(other.GetProperty("facts").TryGetProperty("withoutOverrides", out _));
        JsonElement group = (await app.GetAsync($"explain/group/{SmallOrganisation.Resource}")).GetProperty("facts").GetProperty("group");
        Assert.Equal(
            90 + other.GetProperty("facts").GetProperty("decided").GetProperty("reservedAfter").GetDecimal(), group.GetProperty("reservedAfter").GetDecimal());
        await RequireNotFoundAsync(app, $"explain/nobody/{SmallOrganisation.Resource}", $"{Account}, {SmallOrganisation.Name(1)}");
        await RequireNotFoundAsync(app, $"explain/{Account}/gpus", SmallOrganisation.Resource);
        await RequireNotFoundAsync(app, $"explain/{Account}/{SmallOrganisation.Resource}?cycle=cycle-20200101T0000Z", id);
    }

    [Fact]
    public async Task Accuracy_AnHourLater_IsWhatForecastAndUsageGiveByHand()
    {
        const string Prefix = "accuracy";
        JsonElement forecast;
        await using (AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, Prefix, SmallOrganisation.ClockOffset))
        {
            await SmallOrganisation.SendAsync(app, accounts: 1);
            await app.RunCycleAsync(SmallOrganisation.End.AddMinutes(-1));
            forecast = await app.GetAsync($"forecasts/{Account}/{SmallOrganisation.Resource}?horizon=PT1H");
            Assert.Equal(0, (await HourAsync(app)).GetProperty("outcomes").GetInt32());
        }

        DateTimeOffset later = SmallOrganisation.End.AddHours(1);
        JsonElement judged;
        await using (AppProcess app = await AppProcess.StartAsync(
            azurite.ConnectionString, Prefix, SmallOrganisation.ClockOffset + TimeSpan.FromHours(1)))
        {
            await app.PostUsageAsync(SmallOrganisation.Usage(1, SmallOrganisation.End, later));
            await app.RunCycleAsync(later.AddMinutes(-1));
            Assert.Equal(0, (await HourAsync(app)).GetProperty("outcomes").GetInt32());
            await app.RunCycleAsync(later);
            judged = await HourAsync(app);
            string text = await TextAsync(app, $"explain/{Account}/{SmallOrganisation.Resource}");
            Assert.Contains(" of 12 outcomes", text, StringComparison.Ordinal);
        }

        RequireByHand(forecast, judged);

        // Another process, in the same hour: nothing counts twice.
        await using (AppProcess app = await AppProcess.StartAsync(
            azurite.ConnectionString, Prefix, SmallOrganisation.ClockOffset + TimeSpan.FromMinutes(65)))
        {
            await app.RunCycleAsync(later.AddMinutes(5));
            Assert.Equal(judged.GetRawText(), (await HourAsync(app)).GetRawText());
        }
    }

    private static void RequireByHand(JsonElement forecast, JsonElement judged)
    {
        JsonElement interval = forecast.GetProperty("intervals").EnumerateArray().Single(entry => entry.GetProperty("level").GetDouble() == 0.9);
        double error = 0;
        double naive = 0;
        double signed = 0;
        double used = 0;
        int covered = 0;
        for (int step = 0; step < 12; step++)
        {
            DateTimeOffset at = forecast.GetProperty("timestamps")[step].GetDateTimeOffset();
            double usage = UsageAt(at);
            double mean = forecast.GetProperty("mean")[step].GetDouble();
            error += Math.Abs(mean - usage);
            signed += mean - usage;
            naive += Math.Abs(UsageAt(at.AddDays(-1)) - usage);
            used += usage;
            covered += usage >= interval.GetProperty("lower")[step].GetDouble() && usage <= interval.GetProperty("upper")[step].GetDouble() ? 1 : 0;
        }

        Assert.Equal(12, judged.GetProperty("outcomes").GetInt32());
        Assert.Equal(forecast.GetProperty("model").GetString(), judged.GetProperty("model").GetString());
        Assert.Equal(covered / 12.0, judged.GetProperty("coverage90").GetDouble(), 1e-9);
        Assert.Equal(error / used, judged.GetProperty("scaledError").GetDouble(), 1e-9);
        Assert.Equal(signed / used, judged.GetProperty("bias").GetDouble(), 1e-9);

        // The wave repeats itself: seasonal naive errs nowhere, and there is nothing to divide by.
        Assert.Equal(0, naive);
        Assert.Equal(JsonValueKind.Null, judged.GetProperty("mase").ValueKind);
    }

    private static double UsageAt(DateTimeOffset at) => double.Parse(
        SmallOrganisation.Usage(1, at, at.AddMinutes(5)).Split('\n')[1].Split(',')[3], CultureInfo.InvariantCulture);

    private static async Task<JsonElement> HourAsync(AppProcess app)
    {
        JsonElement page = await app.GetAsync($"accuracy?account={Account}&resource={SmallOrganisation.Resource}&horizon=PT1H");
        return page.GetProperty("items").EnumerateArray().OrderByDescending(item => item.GetProperty("outcomes").GetInt32()).First();
    }

    private static async Task<string> TextAsync(AppProcess app, string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));
        using HttpResponseMessage response = await app.Http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"GET {path}: {(int)response.StatusCode} {text}");
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        return text;
    }

    private static async Task RequireNotFoundAsync(AppProcess app, string path, string named)
    {
        using HttpResponseMessage response = await app.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(named, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
