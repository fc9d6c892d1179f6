using CapacityFunctions.Storage.Health;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Health;

public sealed class StorageHealthCancellationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task CheckAsync_CallerCancels_Throws()
    {
        await using StorageHost host = new(azurite);
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Get<StorageHealth>().CheckAsync(cancelled.Token));
    }
}
