using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests.Api;

/// <summary>Keys, identities and roles, as callers over HTTP meet them.</summary>
public sealed class AccessTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly object Freeze = new { kind = "freeze", accountId = "*", reason = "test", expiresAt = "2099-01-01T00:00:00Z" };

    [Fact]
    public async Task Identities_Required_RolesDecideAndNobodyElseIsLetIn()
    {
        await using AppProcess app = await AppProcess.StartAsync(
            azurite.ConnectionString, "roles", default, ("WEBSITE_AUTH_ENABLED", "True"), ("Capacity__Access__RequireIdentity", "true"), ("Capacity__Access__AdminRole", "Capacity.Admin"));

        Assert.Equal((HttpStatusCode.Unauthorized, "authentication-required"), await SendAsync(app, new HttpRequestMessage(HttpMethod.Get, "accounts")));
        Assert.Equal((HttpStatusCode.Forbidden, "role-required"), await SendAsync(app, HttpMethod.Get, "accounts", "eve@contoso.com"));
        Assert.Equal((HttpStatusCode.Forbidden, "role-required"), await SendAsync(app, HttpMethod.Get, "accounts", "eve@contoso.com", "admin"));
        Assert.Equal((HttpStatusCode.OK, null), await SendAsync(app, HttpMethod.Get, "accounts", "rita@contoso.com", "reader"));
        Assert.Equal((HttpStatusCode.Forbidden, "role-required"), await SendAsync(app, HttpMethod.Post, "overrides", "rita@contoso.com", "reader"));
        Assert.Equal((HttpStatusCode.OK, null), await SendAsync(app, HttpMethod.Get, "accounts", "oda@contoso.com", "operator"));
        Assert.Equal((HttpStatusCode.Forbidden, "role-required"), await SendAsync(app, HttpMethod.Delete, "accounts/a", "oda@contoso.com", "operator"));
        Assert.Equal((HttpStatusCode.Forbidden, "role-required"), await SendAsync(app, HttpMethod.Post, "models/rollback", "oda@contoso.com", "operator"));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), await SendAsync(app, HttpMethod.Delete, "accounts/a", "ada@contoso.com", "Capacity.Admin"));

        using HttpRequestMessage freeze = PlatformPrincipal.Request(HttpMethod.Post, "overrides", "oda@contoso.com", "operator");
        freeze.Content = JsonContent.Create(Freeze);
        using HttpResponseMessage frozen = await app.Http.SendAsync(freeze);
        Assert.Equal(HttpStatusCode.Created, frozen.StatusCode);
        Assert.Equal("oda@contoso.com", await AuthorOf(frozen));
        Assert.Equal(HttpStatusCode.OK, await app.HealthAsync());

        HttpRequestMessage lured = PlatformPrincipal.Request(HttpMethod.Post, "cycles", "oda@contoso.com", "operator");
        lured.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal((HttpStatusCode.Forbidden, "cross-site-request"), await SendAsync(app, lured));
    }

    [Fact]
    public async Task ForgedIdentity_PlatformAuthenticationIsOff_CountsForNothing()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "forged");

        using HttpRequestMessage withKey = PlatformPrincipal.Request(HttpMethod.Post, "overrides", "boss@contoso.com", "admin");
        withKey.Content = JsonContent.Create(Freeze);
        using HttpResponseMessage created = await app.Http.SendAsync(withKey);
        using HttpClient keyless = new() { BaseAddress = app.Http.BaseAddress };
        using HttpResponseMessage refused = await keyless.SendAsync(PlatformPrincipal.Request(HttpMethod.Get, "accounts", "boss@contoso.com", "admin"));

        Assert.Equal("key:default", await AuthorOf(created));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Identities_RequiredWhilePlatformAuthenticationIsOff_NothingIsOpen()
    {
        await using AppProcess app = await AppProcess.StartAsync(azurite.ConnectionString, "closed", default, ("Capacity__Access__RequireIdentity", "true"));

        Assert.Equal(
            (HttpStatusCode.Unauthorized, "authentication-required"), await SendAsync(app, HttpMethod.Get, "accounts", "boss@contoso.com", "admin"));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "authentication-required"), await SendAsync(app, HttpMethod.Post, "cycles", "boss@contoso.com", "admin"));
    }

    private static Task<(HttpStatusCode Status, string? Problem)> SendAsync(AppProcess app, HttpMethod method, string path, string name, params string[] roles) =>
        SendAsync(app, PlatformPrincipal.Request(method, path, name, roles));

    private static async Task<(HttpStatusCode Status, string? Problem)> SendAsync(AppProcess app, HttpRequestMessage request)
    {
        using (request)
        {
            using HttpResponseMessage response = await app.Http.SendAsync(request);
            if (response.IsSuccessStatusCode)
            {
                return (response.StatusCode, null);
            }

            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
            return (response.StatusCode, problem.GetProperty("type").GetString()!.Split(':')[^1]);
        }
    }

    private static async Task<string?> AuthorOf(HttpResponseMessage created)
    {
        Assert.True(created.IsSuccessStatusCode, await created.Content.ReadAsStringAsync());
        JsonElement answer = await created.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.TryGetProperty("override", out JsonElement nested) ? nested : answer).GetProperty("author").GetString();
    }
}
