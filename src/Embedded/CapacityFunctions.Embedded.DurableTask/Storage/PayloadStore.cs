using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// Puts bytes into a table entity: in as many binary properties as they need, or in a blob that the entity names when they
/// don't fit (a property holds 64 KiB, an entity 1 MiB).
/// </summary>
internal sealed class PayloadStore(BlobContainerClient? blobs)
{
    private const int ChunkBytes = 64_000;
    private const int MaxInlineBytes = 12 * ChunkBytes;
    private const string BlobProperty = "Blob";

    /// <exception cref="InvalidOperationException">The bytes don't fit and there is no blob storage.</exception>
    public async Task WriteAsync(TableEntity entity, byte[] payload, string blobName, CancellationToken cancellationToken)
    {
        if (payload.Length <= MaxInlineBytes)
        {
            for (int start = 0, chunk = 0; start < payload.Length; start += ChunkBytes, chunk++)
            {
                entity[ChunkName(chunk)] = payload[start..Math.Min(start + ChunkBytes, payload.Length)];
            }

            return;
        }

        if (blobs is null)
        {
            throw new InvalidOperationException(
                $"{payload.Length:N0} bytes of orchestration history exceed what one table row holds ({MaxInlineBytes:N0}), " +
                "and the engine has no blob storage.");
        }

        await blobs.GetBlobClient(blobName).UploadAsync(new BinaryData(payload), overwrite: true, cancellationToken);
        entity[BlobProperty] = blobName;
    }

    public async Task<byte[]> ReadAsync(TableEntity entity, CancellationToken cancellationToken)
    {
        if (entity.GetString(BlobProperty) is { } blobName)
        {
            BlobContainerClient container = blobs ?? throw new InvalidOperationException(
                $"Orchestration history lies in blob '{blobName}', and the engine has no blob storage.");
            Response<BlobDownloadResult> blob = await container.GetBlobClient(blobName).DownloadContentAsync(cancellationToken);
            return blob.Value.Content.ToArray();
        }

        using MemoryStream payload = new();
        for (int chunk = 0; entity.GetBinary(ChunkName(chunk)) is { } bytes; chunk++)
        {
            payload.Write(bytes);
        }

        return payload.ToArray();
    }

    /// <summary>Deletes those of the blobs whose names begin so that nobody needs; none is fine.</summary>
    public async Task DeleteAsync(string prefix, Predicate<string> isGarbage, CancellationToken cancellationToken)
    {
        if (blobs is null)
        {
            return;
        }

        await foreach (BlobItem blob in blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            if (isGarbage(blob.Name))
            {
                await blobs.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
            }
        }
    }

    private static string ChunkName(int chunk) => $"P{chunk}";
}
