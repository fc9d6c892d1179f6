using System.Net;
using System.Net.Http.Json;
using Azure.Storage.Blobs;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.Functions.Tests.Keys;

public sealed class KeyTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string HostId = "keytests";

    private readonly BlobServiceClient _blobs = new(azurite.ConnectionString);
    private TestHost _host = null!;
    private FunctionKeys _keys = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.StartAsync(azurite.ConnectionString, settings: ("AzureFunctionsWebHost:hostid", HostId));
        _keys = await FunctionKeyStore.ReadOrCreateAsync(_blobs, HostId, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/api/guarded", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/guarded", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/api/guarded", "default", HttpStatusCode.OK)]
    [InlineData("/api/guarded", "master", HttpStatusCode.OK)]
    [InlineData("/api/owner", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/owner", "default", HttpStatusCode.Unauthorized)]
    [InlineData("/api/owner", "master", HttpStatusCode.OK)]
    [InlineData("/api/hook", "default", HttpStatusCode.Unauthorized)]
    [InlineData("/api/hook", "master", HttpStatusCode.OK)]
    [InlineData("/api/health", "wrong", HttpStatusCode.OK)]
    public async Task Request_Key_DecidesByLevel(string path, string? keyName, HttpStatusCode expected)
    {
        Assert.Equal(expected, await StatusAsync(path, keyName, inHeader: true));
        Assert.Equal(expected, await StatusAsync(path, keyName, inHeader: false));
    }

    [Fact]
    public async Task Request_Key_NamesTheCallerInItsClaims()
    {
        HttpRequestMessage request = new(HttpMethod.Get, "/api/guarded") { Headers = { { "x-functions-key", _keys.DefaultKey } } };
        using HttpResponseMessage response = await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Dictionary<string, string>? claims =
            await response.Content.ReadFromJsonAsync<Dictionary<string, string>>(TestContext.Current.CancellationToken);
        Assert.Equal("default", claims!["keyid"]);
        Assert.Equal("Function", claims["authlevel"]);
    }

    [Fact]
    public async Task ReadOrCreate_SecondTime_GivesTheSameKeys()
    {
        FunctionKeys again = await FunctionKeyStore.ReadOrCreateAsync(_blobs, HostId, TestContext.Current.CancellationToken);

        Assert.Equal(_keys.MasterKey, again.MasterKey, StringComparer.Ordinal);
        Assert.Equal(_keys.DefaultKey, again.DefaultKey, StringComparer.Ordinal);

        // 40 random bytes in base 64 without padding: ⌈40 × 8 ÷ 6⌉ = 54 characters.
        Assert.Equal(54, again.MasterKey.Length);
        Assert.NotEqual(again.MasterKey, again.DefaultKey, StringComparer.Ordinal);
        Assert.DoesNotContain(again.MasterKey, again.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadOrCreate_ManyAtOnce_AllGetTheSameKeys()
    {
        FunctionKeys[] keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => FunctionKeyStore.ReadOrCreateAsync(_blobs, "together", TestContext.Current.CancellationToken)));

        Assert.Single(keys.Select(key => key.MasterKey).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Read_UnknownHost_IsNull() =>
        Assert.Null(await FunctionKeyStore.ReadAsync(_blobs, "nobody", TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"masterKey":{"name":"master","value":"","encrypted":false},"functionKeys":[]}""")]
    [InlineData("""{"masterKey":{"name":"master","value":"secret","encrypted":true},"functionKeys":[]}""")]
    [InlineData("""{"masterKey":{"name":"master","value":"secret"},"functionKeys":null}""")]
    [InlineData("""{"masterKey":{"name":"master","value":"secret"},"functionKeys":[{"name":"a","value":"secret","encrypted":true}]}""")]
    [InlineData("not json with a secret")]
    public async Task Read_UnusableBlob_SaysSoWithoutItsContent(string content)
    {
        BlobContainerClient container = _blobs.GetBlobContainerClient("azure-webjobs-secrets");
        await container.GetBlobClient("broken/host.json").UploadAsync(
            BinaryData.FromString(content), overwrite: true, TestContext.Current.CancellationToken);

        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(
            () => FunctionKeyStore.ReadAsync(_blobs, "broken", TestContext.Current.CancellationToken));

        Assert.Contains("broken/host.json", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_KeyAddedByHand_CountsUnderItsName()
    {
        await _blobs.GetBlobContainerClient("azure-webjobs-secrets").CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await _blobs.GetBlobContainerClient("azure-webjobs-secrets").GetBlobClient("byhand/host.json").UploadAsync(
            BinaryData.FromString(
                """
                {"masterKey":{"name":"master","value":"m-key","encrypted":false},
                 "functionKeys":[{"name":"default","value":"d-key","encrypted":false},{"name":"alice","value":"a-key","encrypted":false}],
                 "systemKeys":[],"hostName":"localhost","source":"runtime"}
                """),
            overwrite: true,
            TestContext.Current.CancellationToken);
        await using TestHost host = await TestHost.StartAsync(azurite.ConnectionString, settings: ("AzureFunctionsWebHost:hostid", "byhand"));

        Dictionary<string, string>? claims = await host.Client.GetFromJsonAsync<Dictionary<string, string>>(
            "/api/guarded?code=a-key", TestContext.Current.CancellationToken);

        Assert.Equal("alice", claims!["keyid"]);
    }

    [Fact]
    public async Task Request_EmptyHeaderBesideAKeyInTheQuery_IsRejected()
    {
        HttpRequestMessage request = new(HttpMethod.Get, $"/api/guarded?code={_keys.DefaultKey}") { Headers = { { "x-functions-key", "" } } };
        using HttpResponseMessage response = await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string? keyName, bool inHeader)
    {
        string? key = keyName switch { "default" => _keys.DefaultKey, "master" => _keys.MasterKey, _ => keyName };
        HttpRequestMessage request = new(HttpMethod.Get, key is null || inHeader ? path : $"{path}?code={Uri.EscapeDataString(key)}");
        if (key is not null && inHeader)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using HttpResponseMessage response = await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
