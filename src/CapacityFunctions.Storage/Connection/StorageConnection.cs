using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace CapacityFunctions.Storage.Connection;

/// <summary>The tables and the container of one installation, each made at its first use.</summary>
internal sealed class StorageConnection : IDisposable
{
    private readonly Dictionary<StorageTable, (TableClient Client, FirstUse FirstUse)> _tables;
    private readonly (BlobContainerClient Client, FirstUse FirstUse) _models;

    internal StorageConnection(TableServiceClient tables, BlobServiceClient blobs, string prefix)
    {
        _tables = Enum.GetValues<StorageTable>().ToDictionary(table => table, table =>
        {
            TableClient client = tables.GetTableClient($"{prefix}{table}");
            return (client, new FirstUse(client.CreateIfNotExistsAsync));
        });
        BlobContainerClient models = blobs.GetBlobContainerClient($"{prefix.ToLowerInvariant()}-models");
        _models = (models, new FirstUse(cancel => models.CreateIfNotExistsAsync(cancellationToken: cancel)));
    }

    internal async ValueTask<TableClient> TableAsync(StorageTable table, CancellationToken cancellationToken)
    {
        (TableClient client, FirstUse firstUse) = _tables[table];
        await firstUse.EnsureAsync(cancellationToken);
        return client;
    }

    internal async ValueTask<BlobContainerClient> ModelsAsync(CancellationToken cancellationToken)
    {
        await _models.FirstUse.EnsureAsync(cancellationToken);
        return _models.Client;
    }

    internal Task EnsureCreatedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(AllFirstUses().Select(firstUse => firstUse.EnsureAsync(cancellationToken).AsTask()));

    public void Dispose()
    {
        foreach (FirstUse firstUse in AllFirstUses())
        {
            firstUse.Dispose();
        }
    }

    private IEnumerable<FirstUse> AllFirstUses() => _tables.Values.Select(table => table.FirstUse).Append(_models.FirstUse);
}
