using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.Functions;

namespace CapacityFunctions.Cli.Up;

/// <summary>Reads the key from the storage in which the embedded host keeps it.</summary>
internal sealed class StorageKeySource(string connectionString) : IKeySource
{
    public async Task<string?> ReadAsync(string hostId, CancellationToken cancellationToken)
    {
        BlobClientOptions options = new() { Retry = { MaxRetries = 1, NetworkTimeout = TimeSpan.FromSeconds(10), Mode = RetryMode.Fixed } };
        try
        {
            FunctionKeys? keys = await FunctionKeyStore.ReadAsync(new BlobServiceClient(connectionString, options), hostId, cancellationToken);
            return keys?.DefaultKey;
        }
        catch (Exception unreachable) when (unreachable is RequestFailedException or AggregateException)
        {
            return null;
        }
    }
}
