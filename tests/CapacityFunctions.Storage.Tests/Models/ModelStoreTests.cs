using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Models;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Models;

public sealed class ModelStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private ModelStore Models => _host.Get<ModelStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(5_000_000)]
    public async Task LoadAsync_AnySize_IsExactlyWhatWasSaved(int bytes)
    {
        StoredModel saved = Of(bytes, seed: 1);
        await Models.SaveAsync(saved);

        StoredModel loaded = Assert.IsType<StoredModel>(await Models.LoadAsync(Instants.Alpha, Instants.Cpu, "5m"));

        Assert.Equal(saved.State.ToArray(), loaded.State.ToArray());
        Assert.Equal(saved with { State = default }, loaded with { State = default });
    }

    [Fact]
    public async Task LoadAsync_NeverSaved_IsNull()
    {
        await Models.SaveAsync(Of(10, seed: 1));

        Assert.Null(await Models.LoadAsync(Instants.Alpha, Instants.Cpu, "1h"));
        Assert.Null(await Models.LoadAsync(account: null, Instants.Cpu, "5m"));
    }

    [Theory]
    [InlineData(200_000, 300_000, 1)]
    [InlineData(200_000, 100, 0)]
    [InlineData(100, 200_000, 1)]
    public async Task SaveAsync_Replacing_KeepsNoBlobThatNobodyNeeds(int firstBytes, int secondBytes, int blobs)
    {
        await Models.SaveAsync(Of(firstBytes, seed: 1));
        await Models.SaveAsync(Of(secondBytes, seed: 2));

        Assert.Equal(Of(secondBytes, seed: 2).State.ToArray(), (await Models.LoadAsync(Instants.Alpha, Instants.Cpu, "5m"))!.State.ToArray());
        Assert.Equal(blobs, await CountBlobsAsync());
    }

    [Fact]
    public async Task LoadAsync_StandsOnLearnedModels_NamesTheirVersions()
    {
        Dictionary<string, TrainingId> learned = new(StringComparer.Ordinal) { ["lstm"] = TrainingId.At(Instants.Noon), ["gbm"] = TrainingId.At(Instants.Noon.AddDays(1)) };
        await Models.SaveAsync(Of(10, seed: 1) with { Learned = learned });

        Assert.Equal(learned, (await Models.LoadAsync(Instants.Alpha, Instants.Cpu, "5m"))!.Learned);

        await Models.SaveAsync(Of(10, seed: 1));
        Assert.Empty((await Models.LoadAsync(Instants.Alpha, Instants.Cpu, "5m"))!.Learned);
    }

    /// <summary>Storage that was restored to different moments: the row is there, its blob is not.</summary>
    [Fact]
    public async Task LoadAsync_LostBlob_IsNullUntilItIsSavedAgain()
    {
        await Models.SaveAsync(Of(200_000, seed: 1));
        await DeleteBlobsAsync();

        Assert.Null(await Models.LoadAsync(Instants.Alpha, Instants.Cpu, "5m"));

        await Models.SaveAsync(Of(200_000, seed: 2));
        Assert.Equal(Of(200_000, seed: 2).State.ToArray(), (await Models.LoadAsync(Instants.Alpha, Instants.Cpu, "5m"))!.State.ToArray());
    }

    [Fact]
    public async Task SaveAsync_ManyWritersAndReaders_EveryReadIsOneWholeState()
    {
        await Models.SaveAsync(Of(100_000, seed: 0));

        Task[] writers = [.. Enumerable.Range(1, 6).Select(seed => Models.SaveAsync(Of(100_000, seed)))];
        StoredModel?[] reads = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Models.LoadAsync(Instants.Alpha, Instants.Cpu, "5m")));
        await Task.WhenAll(writers);

        Assert.All(reads, read => Assert.Equal(Of(100_000, read!.State.Span[0]).State.ToArray(), read.State.ToArray()));
        Assert.Equal(1, await CountBlobsAsync());
    }

    [Theory]
    [MemberData(nameof(Instants.NastyNameRows), MemberType = typeof(Instants))]
    public async Task LoadAsync_NastyNames_RoundTrip(string name)
    {
        StoredModel saved = Of(10, seed: 3) with { AccountId = new AccountId(name), ResourceType = new ResourceType(name) };
        await Models.SaveAsync(saved);

        Assert.Equal(saved.State.ToArray(), (await Models.LoadAsync(saved.AccountId, saved.ResourceType, "5m"))!.State.ToArray());
    }

    private static StoredModel Of(int bytes, int seed)
    {
        byte[] state = new byte[bytes];
        Array.Fill(state, (byte)seed);
        return new StoredModel
        {
            AccountId = Instants.Alpha,
            ResourceType = Instants.Cpu,
            Grid = "5m",
            TrainedAt = Instants.Noon,
            Through = Instants.Noon.AddMinutes(-5),
            State = state,
        };
    }

    private async Task DeleteBlobsAsync()
    {
        BlobContainerClient container = new(azurite.ConnectionString, $"{_host.Prefix}-models");
        await foreach (BlobItem blob in container.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            await container.DeleteBlobAsync(blob.Name, cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    private async Task<int> CountBlobsAsync()
    {
        BlobContainerClient container = new(azurite.ConnectionString, $"{_host.Prefix}-models");
        int count = 0;
        await foreach (var _ in container.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            count++;
        }

        return count;
    }
}
