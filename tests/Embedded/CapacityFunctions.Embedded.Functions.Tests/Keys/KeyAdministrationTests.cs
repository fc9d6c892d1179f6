using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using CapacityFunctions.Testing;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Tests.Keys;

/// <summary>Keys over HTTP: what is changed counts with the next request.</summary>
public sealed class KeyAdministrationTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _hostId = $"admin{Guid.NewGuid():N}";
    private readonly BlobServiceClient _blobs = new(azurite.ConnectionString);
    private TestHost _host = null!;
    private FunctionKeys _keys = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.StartAsync(azurite.ConnectionString, settings: ("AzureFunctionsWebHost:hostid", _hostId));
        _keys = await FunctionKeyStore.ReadOrCreateAsync(_blobs, _hostId, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("GET", "/admin/host/keys")]
    [InlineData("POST", "/admin/host/keys/alice")]
    [InlineData("PUT", "/admin/host/systemkeys/_master")]
    [InlineData("DELETE", "/admin/host/functionkeys/default")]
    [InlineData("GET", "/admin/functions/Guarded/keys")]
    [InlineData("POST", "/admin/functions/Guarded/keys/alice")]
    public async Task Request_WithoutTheMasterKey_IsUnauthorizedAndChangesNothing(string method, string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(method, path, key: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(method, path, _keys.DefaultKey)).Status);

        FunctionKeys? stored = await FunctionKeyStore.ReadAsync(_blobs, _hostId, TestContext.Current.CancellationToken);
        Assert.Equal(_keys.MasterKey, stored?.MasterKey, StringComparer.Ordinal);
        Assert.Equal(["default"], stored!.HostKeys.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public async Task HostKey_MadeReplacedAndDeleted_CountsAtOnce()
    {
        (HttpStatusCode made, JsonElement alice) = await SendAsync("POST", "/admin/host/functionkeys/alice", _keys.MasterKey);
        Assert.Equal(HttpStatusCode.Created, made);
        string first = alice.GetProperty("value").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await CallAsync("/api/guarded", first));

        (HttpStatusCode replaced, JsonElement again) = await SendAsync("POST", "/admin/host/keys/ALICE", _keys.MasterKey);
        Assert.Equal(HttpStatusCode.OK, replaced);
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("/api/guarded", first));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("/api/guarded", again.GetProperty("value").GetString()!));

        (_, JsonElement list) = await SendAsync("GET", "/admin/host/keys", _keys.MasterKey);
        Assert.Equal(
            ["alice", "default"],
            list.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("name").GetString()!.ToLowerInvariant()).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("DELETE", "/admin/host/keys/alice", _keys.MasterKey)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("DELETE", "/admin/host/keys/alice", _keys.MasterKey)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("GET", "/admin/host/keys/alice", _keys.MasterKey)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("/api/guarded", again.GetProperty("value").GetString()!));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("/api/guarded", _keys.DefaultKey));
    }

    [Fact]
    public async Task FunctionKey_OpensItsFunctionOnly()
    {
        (HttpStatusCode status, JsonElement list) = await SendAsync("GET", "/admin/functions/guarded/keys", _keys.MasterKey);
        Assert.Equal(HttpStatusCode.OK, status);
        JsonElement made = Assert.Single(list.GetProperty("keys").EnumerateArray());
        Assert.Equal("default", made.GetProperty("name").GetString());

        (HttpStatusCode set, _) = await SendAsync("PUT", "/admin/functions/Guarded/keys/bob", _keys.MasterKey, """{"name":"bob","value":"bobs own"}""");
        Assert.Equal(HttpStatusCode.Created, set);

        Assert.Equal(HttpStatusCode.OK, await CallAsync("/api/guarded", "bobs own"));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("/api/guarded", made.GetProperty("value").GetString()!));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("/api/guardedtoo", "bobs own"));
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("GET", "/admin/functions/nosuch/keys", _keys.MasterKey)).Status);

        // Where the real host keeps them: the function's name in lower case.
        bool stored = await _blobs.GetBlobContainerClient("azure-webjobs-secrets").GetBlobClient($"{_hostId}/guarded.json")
            .ExistsAsync(TestContext.Current.CancellationToken);
        Assert.True(stored);
    }

    [Fact]
    public async Task SystemKey_OpensTheSystemLevelOnly()
    {
        (_, JsonElement made) = await SendAsync("POST", "/admin/host/systemkeys/hooks", _keys.MasterKey);
        string key = made.GetProperty("value").GetString()!;

        Assert.Equal(HttpStatusCode.OK, await CallAsync("/api/hook", key));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("/api/guarded", key));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("/api/owner", key));
    }

    [Fact]
    public async Task MasterKey_Rotated_ReplacesTheOldOneAtOnce()
    {
        (HttpStatusCode status, JsonElement made) = await SendAsync("POST", "/admin/host/systemkeys/_master", _keys.MasterKey);
        string master = made.GetProperty("value").GetString()!;

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("/api/owner", _keys.MasterKey));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("/api/owner", master));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("/api/guarded", _keys.DefaultKey));
        Assert.Equal(master, (await SendAsync("GET", "/admin/host/systemkeys/_master", master)).Body.GetProperty("value").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("DELETE", "/admin/host/systemkeys/_master", master)).Status);
    }

    [Theory]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"name":"x","value":""}""")]
    [InlineData("not json")]
    [InlineData(null)]
    public async Task Put_NoValue_IsABadRequest(string? body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("PUT", "/admin/host/keys/x", _keys.MasterKey, body)).Status);

    [Fact]
    public async Task Set_ManyAtOnceByTwoHosts_LosesNone()
    {
        await using TestHost other = await TestHost.StartAsync(azurite.ConnectionString, settings: ("AzureFunctionsWebHost:hostid", _hostId));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => SendAsync(
            "POST", $"/admin/host/keys/key{number}", _keys.MasterKey, client: number % 2 == 0 ? other.Client : _host.Client)));

        FunctionKeys? stored = await FunctionKeyStore.ReadAsync(_blobs, _hostId, TestContext.Current.CancellationToken);
        Assert.Equal(11, stored!.HostKeys.Count);
    }

    [Fact]
    public async Task Log_AtItsFullest_NeverHoldsAKey()
    {
        using LogCollector log = new();
        await using TestHost host = await TestHost.StartAsync(
            azurite.ConnectionString,
            configure: builder => builder.Logging.AddProvider(log),
            settings:
            [
                ("AzureFunctionsWebHost:hostid", _hostId), ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
                ($"Logging:{typeof(LogCollector).FullName}:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"),
            ]);

        using HttpResponseMessage called = await host.Client.GetAsync(
            new Uri($"/api/guarded?code={_keys.DefaultKey}", UriKind.Relative), TestContext.Current.CancellationToken);
        (HttpStatusCode set, JsonElement made) = await SendAsync("POST", "/admin/functions/guarded/keys/logged", _keys.MasterKey, client: host.Client);
        await CallAsync("/api/guarded", "presented-in-vain", host.Client);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (called.StatusCode, set));
        string[] keys = [_keys.DefaultKey, _keys.MasterKey, made.GetProperty("value").GetString()!, "presented-in-vain"];
        Assert.Contains(log.Records, record => record.Contains("logged", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Records, record => keys.Any(key => record.Contains(key, StringComparison.Ordinal)));
    }

    private async Task<HttpStatusCode> CallAsync(string path, string key, HttpClient? client = null)
    {
        HttpRequestMessage request = new(HttpMethod.Get, path) { Headers = { { "x-functions-key", key } } };
        using HttpResponseMessage response = await (client ?? _host.Client).SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        string method, string path, string? key, string? body = null, HttpClient? client = null)
    {
        HttpRequestMessage request = new(new HttpMethod(method), path);
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await (client ?? _host.Client).SendAsync(request, TestContext.Current.CancellationToken);
        bool isJson = response.Content.Headers.ContentType?.MediaType is "application/json";
        return (response.StatusCode, isJson ? await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken) : default);
    }
}
