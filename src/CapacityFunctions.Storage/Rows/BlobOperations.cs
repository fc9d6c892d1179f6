using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CapacityFunctions.Storage.Rows;

/// <summary>Blobs whose expected refusals are values.</summary>
internal static class BlobOperations
{
    /// <returns>False when there is a blob of that name; it stays as it is.</returns>
    internal static async Task<bool> TryAddAsync(
        this BlobClient blob, ReadOnlyMemory<byte> content, IDictionary<string, string>? facts, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(
                BinaryData.FromBytes(content),
                new BlobUploadOptions { Metadata = facts, Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
            return true;
        }
        catch (RequestFailedException refused) when (refused.ErrorCode == BlobErrorCode.BlobAlreadyExists || refused.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }

    /// <summary>Null when there is none.</summary>
    internal static async Task<BlobDownloadResult?> FindAsync(this BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return await blob.DownloadContentAsync(cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }
}
