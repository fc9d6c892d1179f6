using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CapacityFunctions.Testing;
using CapacityFunctions.Tests.Previews;

namespace CapacityFunctions.Tests.Api.Overrides;

public sealed class OverrideApiTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Start = LoopApp.End;

    [Fact]
    public async Task Post_ContradictionOfEqualRank_IsRefusedNamingTheOther()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        string floor = Id(await PostAsync(app, Draft("reservation-floor", "*", 20)));

        (HttpStatusCode status, JsonElement problem) = await PostAsync(app, Draft("reservation-ceiling", "*", 10));

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("urn:capacity-functions:override-conflict", problem.GetProperty("type").GetString());
        string detail = problem.GetProperty("detail").GetString()!;
        Assert.All((string[])[floor, "20", "key:default", "2026-11-02T01:00Z"], part => Assert.Contains(part, detail, StringComparison.Ordinal));
        Assert.Equal(floor, problem.GetProperty("conflictsWith").GetProperty("id").GetString());

        // The same preview is refused, too; another scope, the same again, and the same after the other has ended are not.
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(app, Draft("reservation-ceiling", "*", 10), "?preview=true")).Status);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(app, Draft("reservation-ceiling", "*", 10, resource: "cores"))).Status);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(app, Draft("reservation-floor", "*", 20))).Status);
        foreach (JsonElement item in (await app.GetAsync("overrides?kind=reservation-floor")).GetProperty("items").EnumerateArray())
        {
            using HttpResponseMessage ended = await app.Http.DeleteAsync($"overrides/{item.GetProperty("id").GetString()}");
            Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Created, (await PostAsync(app, Draft("reservation-ceiling", "*", 10))).Status);
    }

    [Fact]
    public async Task Post_ManyContradictionsAtOnce_LetsExactlyOneIn()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);

        HttpStatusCode[] statuses = await Task.WhenAll(
            Enumerable.Range(1, 12).Select(async value => (await PostAsync(app, Draft("pin-reservation", "*", value))).Status));

        Assert.Equal(1, statuses.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(11, statuses.Count(status => status == HttpStatusCode.Conflict));
        Assert.Equal(1, (await app.GetAsync("overrides")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Post_LimitsBind_SaysSo()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();
        await app.RunCycleAsync(Start.AddMinutes(1));

        (HttpStatusCode status, JsonElement created) = await PostAsync(app, Draft("reservation-floor", LoopApp.Name(0), 300));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Contains(Binds(created), bind => bind.Contains("its maximum 200 binds: 200 instead of 300", StringComparison.Ordinal));
        (_, JsonElement preview) = await PostAsync(app, Draft("pin-reservation", LoopApp.Name(1), 1), "?preview=true");
        Assert.Contains(Binds(preview), bind => bind.Contains("its guaranteed minimum 2 binds", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?preview=perhaps", """{"kind":"freeze","accountId":"*","expiresAt":"2026-11-02T01:00:00Z","reason":"x"}""", "preview")]
    [InlineData("", """{"kind":"freeze","accountId":"*","expiresAt":"2026-11-02T01:00:00Z","reason":"x","colour":"red"}""", "colour")]
    [InlineData("", """{"kind":"freeze","accountId":"nobody","expiresAt":"2026-11-02T01:00:00Z","reason":"x"}""", "accountId")]
    [InlineData("", """{"kind":"freeze","accountId":"*","reason":"x"}""", "expiresAt")]
    public async Task Post_Unusable_NamesTheField(string query, string body, string field)
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);

        (HttpStatusCode status, JsonElement problem) = await app.PostTextAsync($"overrides{query}", body, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(field, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await app.GetAsync("overrides?state=all")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task List_Filters_ShowWhatIsAskedForPageByPage()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();
        await PostAsync(app, Draft("freeze", "*", null));
        await PostAsync(app, Draft("reservation-floor", LoopApp.Name(0), 5));
        await PostAsync(app, Draft("reservation-floor", LoopApp.Name(1), 5));
        await PostAsync(app, Draft("priority", LoopApp.Name(1), 5, resource: "cores") with { EffectiveFrom = Start.AddMinutes(40) });
        string brief = Id(await PostAsync(app, Draft("demand-uplift", "*", 2)));
        using (HttpResponseMessage ended = await app.Http.DeleteAsync($"overrides/{brief}"))
        {
            Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        }

        Assert.Equal(["priority", "reservation-floor", "reservation-floor", "freeze"], await KindsAsync(app, ""));
        Assert.Equal(["priority", "reservation-floor", "freeze"], await KindsAsync(app, $"?account={LoopApp.Name(1)}"));
        Assert.Equal(["freeze"], await KindsAsync(app, "?account=*"));
        Assert.Equal(["priority"], await KindsAsync(app, "?state=scheduled"));
        Assert.Equal(["demand-uplift"], await KindsAsync(app, "?state=ended"));
        Assert.Equal(["reservation-floor", "reservation-floor"], await KindsAsync(app, "?kind=reservation-floor&state=active&resource=memory"));
        Assert.Equal(5, (await KindsAsync(app, "?state=all")).Length);
        Assert.Equal(["freeze"], await KindsAsync(app, "?kind=freeze&all=true"));

        foreach (string state in (string[])["open", "all"])
        {
            JsonElement first = await app.GetAsync($"overrides?state={state}&pageSize=3");
            string token = first.GetProperty("continuationToken").GetString()!;
            JsonElement second = await app.GetAsync($"overrides?state={state}&pageSize=3&continuationToken={Uri.EscapeDataString(token)}");
            Assert.Equal(
                (await app.GetAsync($"overrides?state={state}")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()),
                first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("id").GetString()));
            Assert.Equal(JsonValueKind.Null, second.GetProperty("continuationToken").ValueKind);
        }

        using HttpResponseMessage unknown = await app.Http.GetAsync("overrides?state=asleep");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    private static DraftBody Draft(string kind, string account, double? value, string resource = "*") =>
        new(kind, account, resource, value, Start, Start.AddHours(1), "campaign");

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(LoopApp app, DraftBody draft, string query = "")
    {
        using HttpResponseMessage response = await app.Http.PostAsJsonAsync($"overrides{query}", draft);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private static string Id((HttpStatusCode Status, JsonElement Body) answer)
    {
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Body.GetRawText());
        return answer.Body.GetProperty("id").GetString()!;
    }

    private static string[] Binds(JsonElement answer) => [.. answer.GetProperty("binds").EnumerateArray().Select(bind => bind.GetString()!)];

    private static async Task<string[]> KindsAsync(LoopApp app, string query) =>
        [.. (await app.GetAsync($"overrides{query}")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()!)];

    private sealed record DraftBody(
        string Kind, string AccountId, string ResourceType, double? Value, DateTimeOffset EffectiveFrom, DateTimeOffset ExpiresAt, string Reason);
}
