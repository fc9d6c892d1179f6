using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace CapacityFunctions.Storage.Connection;

/// <summary>The tables and the container of one installation, each made at its first use.</summary>
internal sealed class StorageConnection : IDisposable
{
    private readonly Dictionary<StorageTable, (TableClient Client, FirstUse FirstUse)> _tables;
    private readonly (BlobContainerClient Client, FirstUse FirstUse) _models;

    /// <param name="tables">A client with <paramref name="lost"/> in its pipeline.</param>
    /// <param name="blobs">Likewise.</param>
    /// <param name="prefix">Begins every name.</param>
    /// <param name="lost">Notices what is gone.</param>
    internal StorageConnection(TableServiceClient tables, BlobServiceClient blobs, string prefix, LostStoragePolicy lost)
    {
        _tables = Enum.GetValues<StorageTable>().ToDictionary(table => table, table =>
        {
            TableClient client = tables.GetTableClient($"{prefix}{table}");
            return (client, new FirstUse(client.CreateIfNotExistsAsync));
        });
        BlobContainerClient models = blobs.GetBlobContainerClient($"{prefix.ToLowerInvariant()}-models");
        _models = (models, new FirstUse(cancel => models.CreateIfNotExistsAsync(cancellationToken: cancel)));
        lost.Notify(Forget);
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

    private void Forget()
    {
        foreach (FirstUse firstUse in AllFirstUses())
        {
            firstUse.Forget();
        }
    }

    private IEnumerable<FirstUse> AllFirstUses() => _tables.Values.Select(table => table.FirstUse).Append(_models.FirstUse);
}
