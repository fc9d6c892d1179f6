using System.Net;
using System.Text.Json;
using CapacityFunctions.Testing;
using CapacityFunctions.Tests.Previews;

namespace CapacityFunctions.Tests.Api.Signals;

public sealed class SignalApiTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Calendar =
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:test
        BEGIN:VEVENT
        UID:sale-1
        CATEGORIES:sale
        DTSTART:20261103T080000
        DURATION:PT2H
        RRULE:FREQ=DAILY;COUNT=3
        X-CAPACITY-VALUE:3
        END:VEVENT
        BEGIN:VEVENT
        UID:nonsense
        DTSTART:20261103T080000
        RRULE:FREQ=SECONDLY
        CATEGORIES:sale
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public async Task Post_Calendar_BecomesValuesThatCanBeListedAndTakenBack()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();

        // Account 1 is in Berlin: eight o'clock there is seven UTC.
        (HttpStatusCode status, JsonElement receipt) = await app.PostTextAsync($"signals?scope={LoopApp.Name(1)}", Calendar, "text/calendar");
        Assert.True(status == HttpStatusCode.OK, receipt.GetRawText());
        Assert.Equal(6, receipt.GetProperty("accepted").GetInt32());
        Assert.Contains("event nonsense", Assert.Single(receipt.GetProperty("rejections").EnumerateArray()).GetProperty("reason").GetString(), StringComparison.Ordinal);
        (_, JsonElement again) = await app.PostTextAsync($"signals?scope={LoopApp.Name(1)}", Calendar, "text/calendar");
        Assert.Equal(receipt.GetRawText(), again.GetRawText());

        JsonElement page = await app.GetAsync($"signals?scope={LoopApp.Name(1)}&pageSize=4");
        Assert.Equal(["sale"], page.GetProperty("signals").EnumerateArray().Select(name => name.GetString()));
        JsonElement rest = await app.GetAsync(
            $"signals?scope={LoopApp.Name(1)}&pageSize=4&continuationToken={Uri.EscapeDataString(page.GetProperty("continuationToken").GetString()!)}");
        JsonElement[] items = [.. page.GetProperty("items").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray())];
        Assert.Equal(
            ["2026-11-05T09:00:00Z 0", "2026-11-05T07:00:00Z 3", "2026-11-04T09:00:00Z 0", "2026-11-04T07:00:00Z 3", "2026-11-03T09:00:00Z 0", "2026-11-03T07:00:00Z 3"],
            items.Select(item => $"{LoopApp.Iso(item.GetProperty("timestamp").GetDateTimeOffset())} {item.GetProperty("value").GetDouble()}"));
        Assert.Empty((await app.GetAsync("signals")).GetProperty("items").EnumerateArray());

        Assert.Equal(2, await RemoveAsync(app, $"signals/sale?scope={LoopApp.Name(1)}&from=2026-11-04T00:00:00Z&to=2026-11-05T00:00:00Z"));
        Assert.Equal(2, await RemoveAsync(app, $"signals/sale?scope={LoopApp.Name(1)}&from=2026-11-05T00:00:00Z"));
        Assert.Equal(["sale"], (await app.GetAsync($"signals?scope={LoopApp.Name(1)}")).GetProperty("signals").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(2, await RemoveAsync(app, $"signals/sale?scope={LoopApp.Name(1)}"));
        Assert.Equal(0, await RemoveAsync(app, $"signals/sale?scope={LoopApp.Name(1)}"));
        Assert.Empty((await app.GetAsync($"signals?scope={LoopApp.Name(1)}")).GetProperty("signals").EnumerateArray());
        using HttpResponseMessage noScope = await app.Http.DeleteAsync("signals/sale");
        Assert.Equal(HttpStatusCode.BadRequest, noScope.StatusCode);
    }

    [Fact]
    public async Task Post_JsonWithBadRows_KeepsTheGoodOnes()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);

        (HttpStatusCode status, JsonElement receipt) = await app.PostTextAsync(
            "signals",
            """
            [
              {"signal":"campaign","scope":"*","timestamp":"2026-11-05T00:00:00Z","value":1},
              {"signal":"campaign","scope":"*","timestamp":"2026-11-05T00:00:00Z","value":1,"colour":"red"},
              17,
              {"signal":"campaign","scope":"*","timestamp":"2026-11-06T00:00:00Z","value":"much"},
              {"signal":"campaign","scope":"*","timestamp":"2026-11-06T00:00:00Z","value":0}
            ]
            """,
            "application/json");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(2, receipt.GetProperty("accepted").GetInt32());
        Assert.Equal([2, 3, 4], receipt.GetProperty("rejections").EnumerateArray().Select(rejection => rejection.GetProperty("row").GetInt32()));
        Assert.Contains("colour", receipt.GetProperty("rejections")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await app.GetAsync("signals?signal=campaign")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Preview_BeforeAndAfterTraining_TellsWhyAndWritesNothing()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();

        JsonElement untrained = await PreviewAsync(app, "signals?preview=true");
        Assert.Equal(9, untrained.GetProperty("effects").GetArrayLength());
        Assert.All(untrained.GetProperty("effects").EnumerateArray(), effect =>
        {
            Assert.False(effect.GetProperty("usesSignal").GetBoolean());
            Assert.Contains("no model has been trained", effect.GetProperty("reason").GetString(), StringComparison.Ordinal);
        });

        await app.RunCycleAsync(LoopApp.End.AddMinutes(1));
        JsonElement trained = await PreviewAsync(app, $"signals?preview=true&scope={LoopApp.Name(2)}");
        Assert.Equal(6, trained.GetProperty("accepted").GetInt32());
        Assert.Equal(["PT1H", "P1D", "P7D"], trained.GetProperty("effects").EnumerateArray().Select(effect => effect.GetProperty("horizon").GetString()));
        Assert.All(trained.GetProperty("effects").EnumerateArray(), effect =>
        {
            Assert.Equal(LoopApp.Name(2), effect.GetProperty("accountId").GetString());
            Assert.Contains("sale: the model in force was chosen without having seen it", effect.GetProperty("reason").GetString(), StringComparison.Ordinal);
            Assert.Equal(effect.GetProperty("meanWithout").GetRawText(), effect.GetProperty("meanWith").GetRawText());
            Assert.Equal(effect.GetProperty("timestamps").GetArrayLength(), effect.GetProperty("meanWith").GetArrayLength());
        });
        Assert.Empty((await app.GetAsync($"signals?scope={LoopApp.Name(2)}")).GetProperty("signals").EnumerateArray());
    }

    private static async Task<JsonElement> PreviewAsync(LoopApp app, string path)
    {
        (HttpStatusCode status, JsonElement preview) = await app.PostTextAsync(path, Calendar, "text/calendar");
        Assert.True(status == HttpStatusCode.OK, preview.GetRawText());
        return preview;
    }

    private static async Task<int> RemoveAsync(LoopApp app, string path)
    {
        using HttpResponseMessage response = await app.Http.DeleteAsync(path);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("removed").GetInt32();
    }
}
