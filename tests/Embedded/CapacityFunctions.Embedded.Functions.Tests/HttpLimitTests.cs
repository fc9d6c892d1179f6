using System.Net;
using CapacityFunctions.Embedded.Functions.Tests.TestApp;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.Functions.Tests;

/// <summary>What host.json and settings say of all requests.</summary>
public sealed class HttpLimitTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Request_OverTheOutstandingLimit_Is429AndTheOthersAreServed()
    {
        await using TestHost host = await TestHost.StartAsync(
            azurite.ConnectionString,
            """{ "version": "2.0", "extensions": { "http": { "maxConcurrentRequests": 1, "maxOutstandingRequests": 2 } } }""");

        // One runs, one waits for it, the third is too many.
        Task<HttpResponseMessage> running = GetAsync(host, "/api/gated");
        await Waiting.UntilAsync(() => host.Journal.Entries.Count == 1, () => "the first request");
        Task<HttpResponseMessage>[] others = [GetAsync(host, "/api/gated"), GetAsync(host, "/api/gated")];
        Task<HttpResponseMessage> refused = await Task.WhenAny(others).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await refused).StatusCode);
        Assert.Single(host.Journal.Entries);

        host.Gate.Open();

        Assert.Equal(HttpStatusCode.OK, (await running).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await others.Single(other => other != refused)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(host, "/api/health")).StatusCode);
    }

    // In chunks, the bytes around them count as well.
    [Theory]
    [InlineData(64, false, HttpStatusCode.OK)]
    [InlineData(65, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(32, true, HttpStatusCode.OK)]
    [InlineData(128, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Request_Body_MayBeAsLongAsTheLimit(int length, bool chunked, HttpStatusCode expected)
    {
        await using TestHost host = await TestHost.StartAsync(azurite.ConnectionString, settings: ("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "64"));
        HttpRequestMessage request = new(HttpMethod.Post, "/api/readbody") { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.TransferEncodingChunked = chunked;

        using HttpResponseMessage response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Response_CustomHeaders_AreOnEveryOne()
    {
        await using TestHost host = await TestHost.StartAsync(
            azurite.ConnectionString,
            """{ "version": "2.0", "extensions": { "http": { "customHeaders": { "X-Content-Type-Options": "nosniff" } } } }""");

        foreach (string path in new[] { "/api/health", "/api/unknown", "/api/throws", "/api/guarded" })
        {
            using HttpResponseMessage response = await GetAsync(host, path);
            Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"), StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task Stop_TimerRuns_WaitsForItsEnd()
    {
        const string hostId = "stopping";
        await using TestHost host = await TestHost.StartAsync(azurite.ConnectionString, settings: ("AzureFunctionsWebHost:hostid", hostId));
        FunctionKeys keys = await FunctionKeyStore.ReadOrCreateAsync(
            new Azure.Storage.Blobs.BlobServiceClient(azurite.ConnectionString), hostId, TestContext.Current.CancellationToken);
        HttpRequestMessage request = new(HttpMethod.Post, "/admin/functions/SlowTimer") { Headers = { { "x-functions-key", keys.MasterKey } } };
        using HttpResponseMessage fired = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await Waiting.UntilAsync(() => host.Journal.Entries.Count > 0, () => "the timer's beginning");

        Journal journal = host.Journal;
        await host.StopAsync();

        Assert.Equal(["slow timer begins", "slow timer ends"], journal.Entries, StringComparer.Ordinal);
    }

    private static Task<HttpResponseMessage> GetAsync(TestHost host, string path) =>
        host.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
