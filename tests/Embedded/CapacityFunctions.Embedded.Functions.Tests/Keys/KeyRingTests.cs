using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using CapacityFunctions.Embedded.Functions.Keys;
using CapacityFunctions.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Embedded.Functions.Tests.Keys;

/// <summary>Key blobs that vanish, as those of a killed emulator do.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly string _hostId = $"ring{Guid.NewGuid():N}";
    private readonly FakeTimeProvider _time = new();
    private readonly BlobContainerClient _container;
    private readonly KeyRing _ring;

    public KeyRingTests(AzuriteFixture azurite)
    {
        BlobServiceClient blobs = new(azurite.ConnectionString);
        _container = blobs.GetBlobContainerClient("azure-webjobs-secrets");
        _ring = new KeyRing(blobs, _hostId, _time, NullLogger<KeyRing>.Instance);
    }

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task Get_BlobsLost_WritesTheKnownKeysBack()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await _ring.SetAsync(new KeyScope.Function("Guarded"), "bob", "bobs own", cancellation);
        await _ring.SetAsync(new KeyScope.System(), "hooks", "a hook", cancellation);
        FunctionKeys? known = await _ring.GetAsync(cancellation);
        await _container.DeleteBlobAsync($"{_hostId}/host.json", cancellationToken: cancellation);
        await _container.DeleteBlobAsync($"{_hostId}/guarded.json", cancellationToken: cancellation);

        // What was read counts for 15 seconds without another look.
        _time.Advance(TimeSpan.FromSeconds(16));
        FunctionKeys? again = await _ring.GetAsync(cancellation);
        IReadOnlyDictionary<string, string> own = await _ring.GetAsync("guarded", cancellation);

        Assert.Equal(known?.MasterKey, again?.MasterKey, StringComparer.Ordinal);
        Assert.Equal("bobs own", own["bob"]);
        using KeyRing fresh = new(_container.GetParentBlobServiceClient(), _hostId, _time, NullLogger<KeyRing>.Instance);
        FunctionKeys? stored = await fresh.GetAsync(cancellation);
        Assert.Equal(known?.HostKeys, stored?.HostKeys);
        Assert.Equal("a hook", stored?.SystemKeys["hooks"]);
        Assert.Equal("bobs own", (await fresh.GetAsync("Guarded", cancellation))["bob"]);
    }

    [Fact]
    public async Task Set_BlobLost_KeepsTheOtherKnownKeys()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        FunctionKeys? known = await _ring.GetAsync(cancellation);
        await _container.DeleteBlobAsync($"{_hostId}/host.json", cancellationToken: cancellation);

        await _ring.SetAsync(new KeyScope.Host(), "alice", "alices own", cancellation);

        FunctionKeys? keys = await _ring.GetAsync(cancellation);
        Assert.Equal(known?.MasterKey, keys?.MasterKey, StringComparer.Ordinal);
        Assert.Equal(known?.DefaultKey, keys?.DefaultKey, StringComparer.Ordinal);
        Assert.Equal("alices own", keys?.HostKeys["alice"]);
    }

    [Fact]
    public async Task Get_FunctionNeverAdministered_HasNoKeysAndWritesNone()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Assert.Empty(await _ring.GetAsync("Guarded", cancellation));

        await _ring.GetAsync(cancellation);
        Assert.False(await _container.GetBlobClient($"{_hostId}/guarded.json").ExistsAsync(cancellation));
    }
}
