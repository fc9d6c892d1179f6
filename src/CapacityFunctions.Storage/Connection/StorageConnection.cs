using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace CapacityFunctions.Storage.Connection;

/// <summary>The tables and the container of one installation, made at their first use.</summary>
internal sealed class StorageConnection : IDisposable
{
    private readonly Dictionary<StorageTable, TableClient> _tables;
    private readonly BlobContainerClient _models;
    private readonly SemaphoreSlim _creating = new(1, 1);
    private volatile bool _created;

    internal StorageConnection(TableServiceClient tables, BlobServiceClient blobs, string prefix)
    {
        _tables = Enum.GetValues<StorageTable>().ToDictionary(table => table, table => tables.GetTableClient($"{prefix}{table}"));
        _models = blobs.GetBlobContainerClient($"{prefix.ToLowerInvariant()}-models");
    }

    internal async ValueTask<TableClient> TableAsync(StorageTable table, CancellationToken cancellationToken)
    {
        await EnsureCreatedAsync(cancellationToken);
        return _tables[table];
    }

    internal async ValueTask<BlobContainerClient> ModelsAsync(CancellationToken cancellationToken)
    {
        await EnsureCreatedAsync(cancellationToken);
        return _models;
    }

    /// <summary>Remembers success only, so a call after an outage tries again.</summary>
    internal async ValueTask EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        if (_created)
        {
            return;
        }

        await _creating.WaitAsync(cancellationToken);
        try
        {
            if (!_created)
            {
                IEnumerable<Task> tables = _tables.Values.Select(table => (Task)table.CreateIfNotExistsAsync(cancellationToken));
                await Task.WhenAll(tables.Append(_models.CreateIfNotExistsAsync(cancellationToken: cancellationToken)));
                _created = true;
            }
        }
        finally
        {
            _creating.Release();
        }
    }

    public void Dispose() => _creating.Dispose();
}
