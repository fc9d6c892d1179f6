using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests.Api;

/// <summary>What is on record of changes: the audit trail, and the answers that idempotency keys stand for.</summary>
public sealed class RecordTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Audit_EveryChange_IsThereWithItsAuthorAndItsEnd()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "audit", SmallOrganisation.ClockOffset);
        await app.PutAccountAsync("account-00", new { id = "account-00" });
        await app.PostUsageAsync(SmallOrganisation.Usage(1, SmallOrganisation.End.AddHours(-1), SmallOrganisation.End));
        using HttpResponseMessage refused = await app.Http.PostAsJsonAsync("overrides", new { kind = "freeze", apiKey = "hidden" });
        using HttpResponseMessage gone = await app.Http.DeleteAsync("accounts/nobody");
        await app.GetAsync("accounts");

        JsonElement[] newestFirst = [.. (await app.GetAsync("audit")).GetProperty("items").EnumerateArray()];

        Assert.Equal(
            ["DELETE /api/accounts/nobody 404", "POST /api/overrides 400", "POST /api/usage 200", "PUT /api/accounts/account-00 201"],
            newestFirst.Select(entry => $"{entry.GetProperty("method")} {entry.GetProperty("path")} {entry.GetProperty("status")}"));
        Assert.All(newestFirst, entry => Assert.Equal("key:default", entry.GetProperty("author").GetString()));
        Assert.All(newestFirst, entry => Assert.True(entry.GetProperty("completedAt").GetDateTimeOffset() >= entry.GetProperty("at").GetDateTimeOffset()));
        Assert.Equal("""{"kind":"freeze","apiKey":"***"}""", newestFirst[1].GetProperty("body").GetString());
        Assert.Equal("""{"accepted":12,"rejected":0}""", newestFirst[2].GetProperty("body").GetString());
        Assert.Equal(refused.Headers.GetValues("x-request-id").Single(), newestFirst[1].GetProperty("requestId").GetString());

        JsonElement first = await app.GetAsync("audit?pageSize=3");
        JsonElement rest = await app.GetAsync($"audit?continuationToken={first.GetProperty("continuationToken").GetString()}");
        Assert.Equal("PUT", Assert.Single(rest.GetProperty("items").EnumerateArray()).GetProperty("method").GetString());
    }

    [Fact]
    public async Task IdempotencyKey_SameRequestAgain_TakesEffectOnceAndAnswersTheSame()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "again");
        object freeze = new { kind = "freeze", accountId = "*", reason = "test", expiresAt = "2099-01-01T00:00:00Z" };

        using HttpResponseMessage first = await SendAsync(app, "k-1", freeze);
        using HttpResponseMessage again = await SendAsync(app, "k-1", freeze);
        using HttpResponseMessage other = await SendAsync(app, "k-1", new { kind = "freeze", accountId = "*", reason = "other", expiresAt = "2099-01-01T00:00:00Z" });
        using HttpResponseMessage unusable = await SendAsync(app, new string('k', 256), freeze);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(first.Content.Headers.ContentType, again.Content.Headers.ContentType);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, unusable.StatusCode);
        Assert.Single((await app.GetAsync("overrides")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task IdempotencyKey_SentManyTimesAtOnce_TakesEffectOnce()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "atonce");
        object uplift = new { kind = "demand-uplift", accountId = "*", value = 1.1, reason = "test", expiresAt = "2099-01-01T00:00:00Z" };

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SendAsync(app, "k-2", uplift)));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, answer.StatusCode.ToString()));
        Assert.All(answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict), answer => Assert.NotNull(answer.Headers.RetryAfter));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Single((await app.GetAsync("overrides")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task IdempotencyKey_RefusedRequest_CanBeSentAgain()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "refused");
        object floor = new { kind = "reservation-floor", accountId = "a", value = 1, reason = "test", expiresAt = "2099-01-01T00:00:00Z" };

        using HttpResponseMessage refused = await SendAsync(app, "k-3", floor);
        await app.PutAccountAsync("a", new { id = "a" });
        using HttpResponseMessage taken = await SendAsync(app, "k-3", floor);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(AppProcess app, string key, object body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "overrides") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await app.Http.SendAsync(request);
    }
}
