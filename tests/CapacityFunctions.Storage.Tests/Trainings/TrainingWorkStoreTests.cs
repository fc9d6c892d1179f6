using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Trainings;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Trainings;

public sealed class TrainingWorkStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private const string Hour = "PT1H";
    private static readonly TrainingId Id = TrainingId.At(Instants.Noon);

    private readonly StorageHost _host = new(azurite);

    private TrainingWorkStore Store => _host.Get<TrainingWorkStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task SavePanelAsync_Twice_KeepsTheFirst()
    {
        StoredPanel panel = new(12, Instants.Noon.AddDays(-28), Instants.Noon);
        Assert.Null(await Store.FindPanelAsync(Id, Hour));
        Assert.Null(await Store.LoadPanelAsync(Id, Hour));

        Assert.Equal(panel, await Store.SavePanelAsync(Id, Hour, panel, Bytes(1)));
        Assert.Equal(panel, await Store.SavePanelAsync(Id, Hour, panel with { Series = 13 }, Bytes(2)));

        Assert.Equal(panel, await Store.FindPanelAsync(Id, Hour));
        Assert.Equal(Bytes(1), (await Store.LoadPanelAsync(Id, Hour))!.Value.ToArray());
        Assert.Null(await Store.FindPanelAsync(Id, "P1D"));
    }

    [Fact]
    public async Task SaveCheckpointAsync_Twice_KeepsTheFirst()
    {
        Assert.Equal(0.1, await Store.SaveCheckpointAsync(Id, Hour, "l/1", 1, new StoredCheckpoint(0.1, Bytes(1))));
        Assert.Equal(0.1, await Store.SaveCheckpointAsync(Id, Hour, "l/1", 1, new StoredCheckpoint(0.3, Bytes(2))));
        await Store.SaveCheckpointAsync(Id, Hour, "l/1", 2, new StoredCheckpoint(1.0 / 3, Bytes(3)));

        StoredCheckpoint first = (await Store.LoadCheckpointAsync(Id, Hour, "l/1", 1))!;
        Assert.Equal(0.1, first.Share);
        Assert.Equal(Bytes(1), first.State.ToArray());
        Assert.Equal(1.0 / 3, await Store.FindCheckpointAsync(Id, Hour, "l/1", 2));
        Assert.Null(await Store.FindCheckpointAsync(Id, Hour, "l/1", 3));
        Assert.Null(await Store.LoadCheckpointAsync(Id, Hour, "other", 1));
    }

    [Fact]
    public async Task DropCheckpointAsync_AndClearAsync_LeaveTheOthersAndNothing()
    {
        await Store.SavePanelAsync(Id, Hour, new StoredPanel(1, Instants.Noon, Instants.Noon), Bytes(1));
        await Store.SaveCheckpointAsync(Id, Hour, "lstm", 1, new StoredCheckpoint(0.1, Bytes(1)));
        await Store.SaveCheckpointAsync(Id, Hour, "lstm", 2, new StoredCheckpoint(0.2, Bytes(1)));

        await Store.DropCheckpointAsync(Id, Hour, "lstm", 1);
        await Store.DropCheckpointAsync(Id, Hour, "lstm", 1);

        Assert.Null(await Store.FindCheckpointAsync(Id, Hour, "lstm", 1));
        Assert.NotNull(await Store.FindCheckpointAsync(Id, Hour, "lstm", 2));

        await Store.ClearAsync();

        Assert.Null(await Store.FindCheckpointAsync(Id, Hour, "lstm", 2));
        Assert.Null(await Store.FindPanelAsync(Id, Hour));
    }

    private static byte[] Bytes(byte value) => [value, value, value];
}
