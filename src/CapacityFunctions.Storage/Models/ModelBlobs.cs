using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CapacityFunctions.Storage.Models;

/// <summary>States that don't fit into a row. Each says which row it was written for, so that whether it is still named is one point read.</summary>
internal static class ModelBlobs
{
    private const string PartitionFact = "partition";
    private const string RowFact = "row";
    private const string Delimiter = "/";

    /// <summary>Metadata is ASCII, keys are not.</summary>
    internal static Dictionary<string, string> FactsOf(TableEntity row) => new(StringComparer.Ordinal)
    {
        [PartitionFact] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(row.PartitionKey)),
        [RowFact] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(row.RowKey)),
    };

    /// <summary>Null where the blob does not say.</summary>
    internal static (string Partition, string Row)? RowOf(BlobItem blob) =>
        blob.Metadata.TryGetValue(PartitionFact, out string? partition) && blob.Metadata.TryGetValue(RowFact, out string? row)
            ? (Text(partition), Text(row))
            : null;

    /// <summary>Those beside the folders of learned models and trainings, which have rules of their own.</summary>
    internal static async IAsyncEnumerable<BlobItem> WrittenBeforeAsync(
        BlobContainerClient container, DateTimeOffset instant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobHierarchyItem item in container.GetBlobsByHierarchyAsync(
            BlobTraits.Metadata, BlobStates.None, Delimiter, prefix: null, cancellationToken))
        {
            if (item.IsBlob && item.Blob.Properties.LastModified < instant)
            {
                yield return item.Blob;
            }
        }
    }

    private static string Text(string fact) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(fact));
}
