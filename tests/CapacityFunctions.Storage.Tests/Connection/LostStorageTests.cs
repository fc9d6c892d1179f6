using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Models;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Connection;

/// <summary>Storage that goes back to a time before a table was made: an app that lives on makes it again.</summary>
public sealed class LostStorageTests(AzuriteFixture azurite)
{
    private static readonly CycleId Cycle = CycleId.At(Instants.Noon);

    [Fact]
    public async Task Table_GoneWhileTheAppRuns_IsMadeAgainWhenTriedAgain()
    {
        await using StorageHost host = new(azurite);
        AllocationStore allocations = host.Get<AllocationStore>();
        await allocations.CurrentAsync(Instants.Cpu);
        await DeleteTableAsync(host, StorageTable.Allocations);

        await TryTwiceAsync("TableNotFound", () => allocations.CurrentAsync(Instants.Cpu));

        Assert.Null(await allocations.CurrentAsync(Instants.Cpu));
    }

    /// <summary>A batch is answered with a success that carries the failure of its rows inside.</summary>
    [Fact]
    public async Task TableOfABatch_GoneWhileTheAppRuns_IsMadeAgainWhenTriedAgain()
    {
        await using StorageHost host = new(azurite);
        OutlookStore outlooks = host.Get<OutlookStore>();
        SeriesOutlook outlook = new() { AccountId = Instants.Alpha, ResourceType = Instants.Cpu };
        await outlooks.SaveAsync(Cycle, [outlook]);
        await DeleteTableAsync(host, StorageTable.Outlooks);

        await TryTwiceAsync("TableNotFound", async () =>
        {
            await outlooks.SaveAsync(Cycle, [outlook]);
            return true;
        });

        Assert.Equal(Instants.Alpha, Assert.Single(await outlooks.ListAsync(Cycle)).AccountId);
    }

    [Fact]
    public async Task Container_GoneWhileTheAppRuns_IsMadeAgainWhenTriedAgain()
    {
        await using StorageHost host = new(azurite);
        ModelStore models = host.Get<ModelStore>();
        StoredModel model = new()
        {
            AccountId = Instants.Alpha,
            ResourceType = Instants.Cpu,
            Grid = "5m",
            TrainedAt = Instants.Noon,
            Through = Instants.Noon,
            State = new byte[200_000],
        };
        await models.SaveAsync(model);
        using Response deleted = await new BlobContainerClient(azurite.ConnectionString, $"{host.Prefix}-models").DeleteAsync();

        await TryTwiceAsync("ContainerNotFound", async () =>
        {
            await models.SaveAsync(model);
            return true;
        });

        Assert.NotNull(await models.LoadAsync(Instants.Alpha, Instants.Cpu, "5m"));
    }

    /// <summary>The first call may say that it is gone; the second finds it there.</summary>
    private static async Task TryTwiceAsync<T>(string errorCode, Func<Task<T>> use)
    {
        try
        {
            _ = await use();
        }
        catch (RequestFailedException gone)
        {
            Assert.Equal(errorCode, gone.ErrorCode);
        }

        _ = await use();
    }

    private async Task DeleteTableAsync(StorageHost host, StorageTable table)
    {
        using Response deleted = await new TableServiceClient(azurite.ConnectionString).DeleteTableAsync($"{host.Prefix}{table}");
        Assert.Equal(204, deleted.Status);
    }
}
