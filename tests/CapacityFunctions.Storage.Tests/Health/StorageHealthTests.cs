using System.Diagnostics;
using CapacityFunctions.Embedded.Azurite;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Health;

namespace CapacityFunctions.Storage.Tests.Health;

/// <summary>Stops an Azurite of its own, as the other tests share theirs.</summary>
public sealed class StorageHealthTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("capacity-azurite-").FullName;
    private AzuriteProcess _azurite = null!;

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(_folder, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task CheckAsync_OutageAndRecovery_SaysWhyAndRecovers()
    {
        await using StorageHost used = new(_azurite.Endpoints.ConnectionString);
        await using StorageHost unused = new(_azurite.Endpoints.ConnectionString);
        StorageHealth health = used.Get<StorageHealth>();
        Assert.Equal(new StorageHealthReport(IsHealthy: true, Reason: null), await health.CheckAsync());

        await _azurite.DisposeAsync();
        Stopwatch watch = Stopwatch.StartNew();
        StorageHealthReport outage = await health.CheckAsync();
        StorageHealthReport outageBeforeFirstUse = await unused.Get<StorageHealth>().CheckAsync();
        TimeSpan elapsed = watch.Elapsed;
        _azurite = await AzuriteProcess.StartAsync(_folder, _azurite.Endpoints, TimeProvider.System);

        Assert.False(outage.IsHealthy);
        Assert.StartsWith("Storage is not reachable: Connection refused", outage.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', outage.Reason!);
        Assert.False(outageBeforeFirstUse.IsHealthy);
        Assert.True(elapsed < TimeSpan.FromSeconds(20), $"Two checks took {elapsed}.");
        Assert.True((await health.CheckAsync()).IsHealthy);
        Assert.True((await unused.Get<StorageHealth>().CheckAsync()).IsHealthy);
        Assert.Empty(await unused.Get<AccountStore>().ListAsync());
    }
}
