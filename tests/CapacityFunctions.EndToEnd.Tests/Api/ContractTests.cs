using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests.Api;

/// <summary>What endpoints really answer is what the OpenAPI document says.</summary>
public sealed class ContractTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Json = "application/json";

    [Fact]
    public async Task Answers_OfEveryReadAndTheMainChanges_AreAsDescribed()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "contract", SmallOrganisation.ClockOffset);
        ContractSchemas schemas = new((JsonObject)JsonNode.Parse(await app.Http.GetStringAsync("openapi.json"))!);
        await SmallOrganisation.SendAsync(app, accounts: 2);
        await app.RunCycleAsync(SmallOrganisation.End);
        string overrideId = await CreateOverrideAsync(app);
        Dictionary<string, string> arguments = new(StringComparer.Ordinal)
        {
            ["{account}"] = SmallOrganisation.Name(0),
            ["{resource}"] = SmallOrganisation.Resource,
            ["/accounts/{id}"] = $"/accounts/{SmallOrganisation.Name(0)}",
            ["/cycles/{id}"] = $"/cycles/{(await app.GetAsync("cycles/latest")).GetProperty("id").GetString()}",
            ["/overrides/{id}"] = $"/overrides/{overrideId}",
            ["/shifts"] = $"/shifts?resource={SmallOrganisation.Resource}",
            ["{file}"] = "view",
            ["/overview/account"] = $"/overview/account?account={SmallOrganisation.Name(0)}",
        };

        List<string> complaints = [];
        int succeeded = 0;
        foreach ((string path, JsonNode? operations) in schemas.Paths.Where(path => path.Value!.AsObject().ContainsKey("get")))
        {
            string address = arguments.Aggregate(path, (text, argument) => text.Replace(argument.Key, argument.Value, StringComparison.Ordinal));
            succeeded += await ExpectAsync(new HttpRequestMessage(HttpMethod.Get, address[1..]), path) ? 1 : 0;
            await ExpectAsync(new HttpRequestMessage(HttpMethod.Get, $"{address[1..]}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}nonsense=1"), path);
        }

        string[] more =
        [
            "accounts?pageSize=1", $"allocations?resource={SmallOrganisation.Resource}&from=2026-11-01", "accounts/nobody", "accounts?pageSize=0",
            "accounts?format=csv", "audit?format=csv", "audit?pageSize=1", "reservations/requests?pageSize=1&account=account-00",
        ];
        foreach (string address in more)
        {
            await ExpectAsync(new HttpRequestMessage(HttpMethod.Get, address), Template(address));
        }

        object account = new { id = "c", priority = 1, resources = new { cores = new { guaranteedMinimum = 1 } } };
        (HttpMethod Method, string Address, HttpContent? Content)[] changes =
        [
            (HttpMethod.Put, "accounts/c", JsonContent.Create(account)),
            (HttpMethod.Put, "accounts/c", JsonContent.Create(account)),
            (HttpMethod.Put, "accounts/c", JsonContent.Create(new { id = "d" })),
            (HttpMethod.Put, "accounts/c", JsonContent.Create(new { id = "c", strange = 1 })),
            (HttpMethod.Delete, "accounts/c", null),
            (HttpMethod.Delete, "accounts/c", null),
            (HttpMethod.Post, "usage", new StringContent("[]", Encoding.UTF8, Json)),
            (HttpMethod.Post, "usage", new StringContent("{", Encoding.UTF8, Json)),
            (HttpMethod.Post, "usage", new StringContent("x", Encoding.UTF8, "text/plain")),
            (HttpMethod.Post, "usage", new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]) { Headers = { { "Content-Type", "text/csv" } } }),
            (HttpMethod.Post, "performance", new StringContent("account_id,timestamp,latency_ms\naccount-00,2026-11-01T23:00:00Z,5\nx,y,z\n", Encoding.UTF8, "text/csv")),
            (HttpMethod.Post, "signals", new StringContent("[]", Encoding.UTF8, Json)),
            (HttpMethod.Post, "models/rollback", JsonContent.Create(new { horizon = "PT1H", learner = "gbm" })),
            (HttpMethod.Post, "cycles", JsonContent.Create(new { scheduledAt = "2020-01-01T00:00:00Z" })),
            (HttpMethod.Post, "cycles", JsonContent.Create(new { scheduledAt = SmallOrganisation.End })),
            (HttpMethod.Delete, $"overrides/{overrideId}", null),
        ];
        foreach ((HttpMethod method, string address, HttpContent? content) in changes)
        {
            await ExpectAsync(new HttpRequestMessage(method, address) { Content = content }, Template(address));
        }

        using HttpClient keyless = new() { BaseAddress = app.Http.BaseAddress };
        using HttpResponseMessage open = await keyless.GetAsync("health");
        Assert.True(open.IsSuccessStatusCode);
        Assert.True(complaints.Count == 0, $"{complaints.Count} answers are not as described:\n{string.Join('\n', complaints)}");

        // All reads but GET /trainings/… and such that have nothing to tell yet.
        Assert.InRange(succeeded, 13, int.MaxValue);

        async Task<bool> ExpectAsync(HttpRequestMessage request, string path)
        {
            using (request)
            {
                using HttpResponseMessage response = await app.Http.SendAsync(request);
                string body = await response.Content.ReadAsStringAsync();
                if (schemas.Complaint(path, request.Method.Method.ToLowerInvariant(), (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body) is { } complaint)
                {
                    complaints.Add(complaint);
                }

                if ((int)response.StatusCode >= 500)
                {
                    complaints.Add($"{request.Method} {path}: {(int)response.StatusCode} {body}");
                }

                return response.IsSuccessStatusCode;
            }
        }
    }

    private static string Template(string address)
    {
        string path = "/" + address.Split('?')[0];
        return path.StartsWith("/accounts/", StringComparison.Ordinal) ? "/accounts/{id}" : path.StartsWith("/overrides/", StringComparison.Ordinal) ? "/overrides/{id}" : path;
    }

    private static async Task<string> CreateOverrideAsync(AppProcess app)
    {
        using HttpResponseMessage response = await app.Http.PostAsJsonAsync(
            "overrides", new { kind = "reservation-floor", accountId = SmallOrganisation.Name(0), value = 5, reason = "test", expiresAt = "2099-01-01T00:00:00Z" });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!.ToString().Split('/')[^1];
    }
}
