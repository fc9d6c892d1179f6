using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;

namespace CapacityFunctions.Storage.Connection;

/// <summary>
/// Notices that a table or the container is gone (storage was restored to a time before it was made, or somebody deleted it), so that it is made
/// again at its next use, as a start of the app would. Without it a running app would fail until it is restarted.
/// </summary>
internal sealed class LostStoragePolicy : HttpPipelineSynchronousPolicy
{
    private const string ErrorCodeHeader = "x-ms-error-code";

    private volatile Action? _onLost;

    /// <summary>What to do when something is gone.</summary>
    internal void Notify(Action onLost) => _onLost = onLost;

    public override void OnReceivedResponse(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);

        if (message.HasResponse && IsLost(message.Response))
        {
            _onLost?.Invoke();
        }
    }

    /// <summary>Blobs say it in a header, tables in the body; a batch carries the answer of its rows inside an outer success.</summary>
    private static bool IsLost(Response response) => (HttpStatusCode)response.Status switch
    {
        HttpStatusCode.NotFound =>
            (response.Headers.TryGetValue(ErrorCodeHeader, out string? code) && code == BlobErrorCode.ContainerNotFound) || SaysTableNotFound(response),
        HttpStatusCode.Accepted => SaysTableNotFound(response),
        _ => false,
    };

    private static bool SaysTableNotFound(Response response) =>
        response.ContentStream is { CanSeek: true } &&
        response.Content.ToMemory().Span.IndexOf("TableNotFound"u8) >= 0;
}
