using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Predictions;

public sealed class ShardStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly CycleId Cycle = CycleId.At(Instants.Noon);
    private readonly StorageHost _host = new(azurite);

    private ShardStore Shards => _host.Get<ShardStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ReadAsync_SavedInAnyOrderAndAgain_IsByShardIndex()
    {
        foreach (int shard in new[] { 11, 2, 0, 2 })
        {
            await Shards.SaveAsync(Cycle, Instants.Cpu, ForecastHorizon.Week, shard, new byte[] { (byte)shard });
        }

        await Shards.SaveAsync(Cycle, Instants.Cpu, ForecastHorizon.Day, 1, new byte[] { 99 });

        IReadOnlyList<ReadOnlyMemory<byte>> sums = await Shards.ReadAsync(Cycle, Instants.Cpu, ForecastHorizon.Week);

        Assert.Equal([0, 2, 11], sums.Select(sum => sum.Span[0]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(700_000)]
    public async Task ReadAsync_AnySize_IsExactlyWhatWasSaved(int bytes)
    {
        byte[] sum = new byte[bytes];
        for (int i = 0; i < bytes; i++)
        {
            sum[i] = (byte)(i % 251);
        }

        await Shards.SaveAsync(Cycle, Instants.Cpu, ForecastHorizon.Week, 0, sum);

        Assert.Equal(sum, Assert.Single(await Shards.ReadAsync(Cycle, Instants.Cpu, ForecastHorizon.Week)).ToArray());
    }

    [Fact]
    public async Task SaveAsync_TooLarge_Throws() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
        Shards.SaveAsync(Cycle, Instants.Cpu, ForecastHorizon.Week, 0, new byte[1024 * 1024]));
}
