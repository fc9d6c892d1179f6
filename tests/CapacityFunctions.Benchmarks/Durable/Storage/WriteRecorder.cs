using Azure.Core;
using Azure.Core.Pipeline;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>Copies every write that passes through a client.</summary>
internal sealed class WriteRecorder : HttpPipelineSynchronousPolicy
{
    private readonly Lock _gate = new();
    private List<RecordedWrite> _writes = [];

    public override void OnSendingRequest(HttpMessage message)
    {
        Request request = message.Request;
        if (request.Method == RequestMethod.Get)
        {
            return;
        }

        using MemoryStream body = new();
        request.Content?.WriteTo(body, message.CancellationToken);
        HttpHeader[] headers = [.. request.Headers.Where(header => header.Name is not ("Authorization" or "x-ms-date" or "Date"))];
        RecordedWrite write = new(request.Method, request.Uri.ToUri(), headers, body.ToArray());
        lock (_gate)
        {
            _writes.Add(write);
        }
    }

    /// <summary>What was written since the last call, in the order in which it was sent.</summary>
    public IReadOnlyList<RecordedWrite> Take()
    {
        lock (_gate)
        {
            List<RecordedWrite> taken = _writes;
            _writes = [];
            return taken;
        }
    }
}
