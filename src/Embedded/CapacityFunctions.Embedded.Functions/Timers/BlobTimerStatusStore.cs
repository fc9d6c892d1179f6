using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CapacityFunctions.Embedded.Functions.Timers;

/// <summary>Keeps timer status where the real host does: azure-webjobs-hosts/timers/{host}/{function}/status.</summary>
internal sealed class BlobTimerStatusStore(BlobServiceClient blobs, string hostId) : ITimerStatusStore
{
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient("azure-webjobs-hosts");

    public async Task<TimerStatus?> ReadAsync(string functionName, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult content = await StatusBlob(functionName).DownloadContentAsync(cancellationToken);
            return content.Content.ToObjectFromJson<TimerStatus>();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            // A status that can't be read is as good as none: the next tick writes a new one.
            return null;
        }
    }

    public async Task WriteAsync(string functionName, TimerStatus status, CancellationToken cancellationToken)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await StatusBlob(functionName).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellationToken);
    }

    private BlobClient StatusBlob(string functionName) => _container.GetBlobClient($"timers/{hostId}/{functionName}/status");
}
