using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.Functions.Tests;

public sealed class HttpTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(azurite.ConnectionString);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("GET", "/api/numbers/41", "number 42")]
    [InlineData("GET", "/api/items/a%20b", "get a b")]
    [InlineData("PUT", "/api/items/x", "put x")]
    [InlineData("GET", "/API/Items/x", "get x")]
    [InlineData("GET", "/api/files/a/b/c.txt", "file a/b/c.txt")]
    [InlineData("GET", "/api/from/setting/x", "from setting")]
    [InlineData("DELETE", "/api/default", "default DELETE")]
    [InlineData("OPTIONS", "/api/default", "default OPTIONS")]
    [InlineData("HEAD", "/api/default", "")]
    [InlineData("GET", "/api/optional", "optional none")]
    [InlineData("GET", "/api/optional/x", "optional x")]
    [InlineData("GET", "/api/defaulted", "count 5")]
    [InlineData("GET", "/api/defaulted/7", "count 7")]
    [InlineData("GET", "/api/query/0f8fad5bd9cb469fa16570867728950e?from=2026-11-24T02:05:00Z", "0f8fad5bd9cb469fa16570867728950e 2026-11-24T02:05:00.0000000+00:00 all none")]
    [InlineData("GET", "/api/query/0f8fad5bd9cb469fa16570867728950e?from=2026-11-24T02:05:00%2B02:00&TOP=5&note=n", "0f8fad5bd9cb469fa16570867728950e 2026-11-24T02:05:00.0000000+02:00 5 n")]
    public async Task Request_KnownRoute_ReachesItsFunction(string method, string path, string expected)
    {
        using HttpResponseMessage response = await SendAsync(method, path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("GET", "/api/unknown")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/")]
    [InlineData("POST", "/api/health")]
    [InlineData("DELETE", "/api/items/x")]
    [InlineData("GET", "/api/numbers/nine")]
    [InlineData("HEAD", "/api/items/x")]
    [InlineData("OPTIONS", "/api/items/x")]
    [InlineData("GET", "/api/defaulted/many")]
    public async Task Request_UnknownRouteOrMethod_IsNotFound(string method, string path)
    {
        using HttpResponseMessage response = await SendAsync(method, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/throws")]
    [InlineData("/api/query/not-a-guid?from=2026-11-24T02:05:00Z")]
    [InlineData("/api/query/0f8fad5bd9cb469fa16570867728950e")]
    public async Task Request_FunctionFails_IsAnEmpty500(string path)
    {
        using HttpResponseMessage response = await SendAsync("GET", path);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api/nothinglater")]
    public async Task Request_NoResult_IsNoContent(string path)
    {
        using HttpResponseMessage response = await SendAsync("POST", path);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Request_PlainObject_IsCamelCaseJson()
    {
        using HttpResponseMessage response = await SendAsync("GET", "/api/plainobject");

        Assert.Equal("""{"firstName":"a","secondValue":2}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Request_MinimalResult_IsExecuted()
    {
        using HttpResponseMessage response = await SendAsync("GET", "/api/minimal");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("/somewhere", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Request_ProblemDetails_IsProblemJson()
    {
        using HttpResponseMessage response = await SendAsync("GET", "/api/problem");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("No", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Request_InjectedService_IsOneScopePerInvocation()
    {
        string one = await _host.Client.GetStringAsync("/api/injected", TestContext.Current.CancellationToken);
        string two = await _host.Client.GetStringAsync("/api/injected", TestContext.Current.CancellationToken);

        Assert.True(Guid.TryParse(one, out _), one);
        Assert.True(Guid.TryParse(two, out _), two);
        Assert.NotEqual(one, two, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Middleware_SeveralKinds_RunInTheOrderOfRegistration()
    {
        using HttpResponseMessage response = await SendAsync("POST", "/api/ordered");

        Assert.Equal(
            ["class before", "lambda before", "function Ordered True", "lambda after", "class after"],
            _host.Journal.Entries,
            StringComparer.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path)
    {
        HttpRequestMessage request = new(new HttpMethod(method), path);
        return _host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
