using System.Diagnostics;
using System.Net;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.Azurite;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.Functions.Tests;

/// <summary>Storage that is not there, comes, dies and comes back.</summary>
public sealed class StorageOutageTests(AzuriteFixture shared) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("capacity-outage-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Host_StorageDownAtTheStart_ServesHealthAndRecovers()
    {
        AzuriteEndpoints endpoints = AzuriteEndpoints.FindFree();
        await using TestHost host = await TestHost.StartAsync(endpoints.ConnectionString);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(host, "/api/health"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(host, "/api/guarded"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetAsync(host, "/api/guarded?code=any"));

        string key;
        await using (await AzuriteProcess.StartAsync(_folder, endpoints, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            key = await ReadKeyAsync(endpoints);
            await UntilAsync(host, $"/api/guarded?code={key}");
        }

        // Keys that were read once go on to count while storage is away again.
        Assert.Equal(HttpStatusCode.OK, await GetAsync(host, $"/api/guarded?code={key}"));
    }

    [Fact]
    public async Task Host_NothingListens_RunsAnAzuriteOfItsOwnUntilItStops()
    {
        AzuriteEndpoints endpoints = AzuriteEndpoints.FindFree();
        await using (TestHost host = await TestHost.StartAsync(
            endpoints.ConnectionString, settings: [("AZURITE_START", "true"), ("AZURITE_LOCATION", _folder)]))
        {
            string key = await ReadKeyAsync(endpoints);
            await UntilAsync(host, $"/api/guarded?code={key}");

            await UntilAsync(() => Task.FromResult(host.OwnAzurite is not null));
            int? first = host.OwnAzurite;
            using Process azurite = Process.GetProcessById(first!.Value);
            azurite.Kill(entireProcessTree: true);
            await UntilAsync(() => Task.FromResult(host.OwnAzurite is { } second && second != first));

            Assert.True(await AzuriteProcess.IsListeningAsync(endpoints, TestContext.Current.CancellationToken));
            Assert.Equal(HttpStatusCode.OK, await GetAsync(host, $"/api/guarded?code={key}"));
        }

        Assert.False(await AzuriteProcess.IsListeningAsync(endpoints, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Host_SomebodyElsesAzurite_IsLeftAlone()
    {
        await using (TestHost host = await TestHost.StartAsync(
            shared.ConnectionString, settings: [("AZURITE_START", "true"), ("AZURITE_LOCATION", _folder)]))
        {
            await UntilAsync(host, $"/api/guarded?code={await ReadKeyAsync(shared.Endpoints)}");
            Assert.Null(host.OwnAzurite);
        }

        Assert.True(await AzuriteProcess.IsListeningAsync(shared.Endpoints, TestContext.Current.CancellationToken));
    }

    private static async Task<string> ReadKeyAsync(AzuriteEndpoints endpoints)
    {
        await UntilAsync(() => AzuriteProcess.IsListeningAsync(endpoints, TestContext.Current.CancellationToken));
        return (await FunctionKeyStore.ReadOrCreateAsync(
            new BlobServiceClient(endpoints.ConnectionString), cancellationToken: TestContext.Current.CancellationToken)).DefaultKey;
    }

    private static Task UntilAsync(TestHost host, string path) => UntilAsync(async () => await GetAsync(host, path) == HttpStatusCode.OK);

    private static Task UntilAsync(Func<Task<bool>> condition) => Waiting.UntilAsync(condition, () => "storage, or what needs it");

    private static async Task<HttpStatusCode> GetAsync(TestHost host, string path)
    {
        using HttpResponseMessage response = await host.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
