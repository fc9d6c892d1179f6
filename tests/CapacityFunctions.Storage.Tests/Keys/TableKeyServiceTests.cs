using Azure;
using Azure.Data.Tables;
using CapacityFunctions.Storage.Connection;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Keys;

public sealed class TableKeyServiceTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Encode_EveryCharacter_IsAddedChangedFoundAndDeletedInBatches()
    {
        // 128 neighbours in a name: 512 names cover all units of UTF-16.
        string[] keys =
        [
            .. Enumerable.Range(0, char.MaxValue + 1).Chunk(128).Select(units => TableKey.Join(new string([.. units.Select(unit => (char)unit)]))),
        ];
        TableClient table = await _host.Get<StorageConnection>().TableAsync(StorageTable.Accounts, TestContext.Current.CancellationToken);

        await SubmitAsync(TableTransactionActionType.Add);
        await SubmitAsync(TableTransactionActionType.UpdateReplace);
        List<string> found = [];
        await foreach (TableEntity row in table.ReadPartitionAsync("p", TestContext.Current.CancellationToken))
        {
            found.Add(row.RowKey);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        await SubmitAsync(TableTransactionActionType.Delete);
        Assert.Null(await table.FirstAsync("p", new KeyRange(string.Empty, "\uFFFD"), TestContext.Current.CancellationToken));

        async Task SubmitAsync(TableTransactionActionType action)
        {
            foreach (string[] batch in keys.Chunk(100))
            {
                TableTransactionAction[] actions = [.. batch.Select(key => new TableTransactionAction(action, new TableEntity("p", key), ETag.All))];
                Assert.True(
                    await table.TrySubmitAsync(actions, TestContext.Current.CancellationToken) is not null, $"{action} from {batch[0]} to {batch[^1]}");
            }
        }
    }
}
