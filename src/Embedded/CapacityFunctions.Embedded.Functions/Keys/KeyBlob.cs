using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>Keys in one blob, where the real host keeps them: azure-webjobs-secrets/{host}/host.json and /{function}.json. No change of another host is lost.</summary>
internal sealed class KeyBlob<T>(BlobServiceClient blobs, string hostId, string fileName, KeyFormat<T> format)
    where T : class
{
    private const string Container = "azure-webjobs-secrets";

    /// <summary>Two writers seldom meet, let alone so often in a row.</summary>
    private const int MostAttempts = 10;

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Container);
    private readonly string _name = $"{hostId}/{fileName}";

    /// <returns>Null when there is no such blob.</returns>
    /// <exception cref="RequestFailedException">Storage can't be read.</exception>
    /// <exception cref="InvalidDataException">The blob holds no keys; its name is in the message.</exception>
    public async Task<T?> ReadAsync(CancellationToken cancellationToken) => (await DownloadAsync(cancellationToken)).Keys;

    /// <summary>Reads the keys, and writes others first when there are none. Hosts that do so together end up with the same keys.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<T> ReadOrWriteAsync(Func<T> missing, CancellationToken cancellationToken) =>
        ChangeAsync(keys => keys ?? missing(), cancellationToken);

    /// <param name="change">Gets null when there is no blob. It may be called again, when another writer came first.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>What <paramref name="change"/> made; it is not written when that is what it was given.</returns>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<T> ChangeAsync(Func<T?, T> change, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            (T? keys, ETag? etag) = await DownloadAsync(cancellationToken);
            T changed = change(keys);
            if (ReferenceEquals(changed, keys))
            {
                return changed;
            }

            try
            {
                await UploadAsync(changed, etag, cancellationToken);
                return changed;
            }
            catch (RequestFailedException lost) when (lost.Status is 409 or 412 && attempt < MostAttempts)
            {
                // Another writer came first: its keys are read and changed in the next attempt.
            }
        }
    }

    private async Task<(T? Keys, ETag? Version)> DownloadAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult content = await _container.GetBlobClient(_name).DownloadContentAsync(cancellationToken);
            return (format.Read(content.Content, _name), content.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (null, null);
        }
    }

    private async Task UploadAsync(T keys, ETag? replaced, CancellationToken cancellationToken)
    {
        BlobRequestConditions conditions = replaced is { } version ? new() { IfMatch = version } : new() { IfNoneMatch = ETag.All };
        if (replaced is null)
        {
            await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }

        await _container.GetBlobClient(_name).UploadAsync(format.Write(keys), new BlobUploadOptions { Conditions = conditions }, cancellationToken);
    }
}
