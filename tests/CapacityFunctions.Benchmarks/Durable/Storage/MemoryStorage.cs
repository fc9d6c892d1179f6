using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>
/// Tables in this process behind the ordinary client: what remains is the engine and the client's own work, without another process, disk or network.
/// </summary>
internal sealed class MemoryStorage : IBenchmarkStorage
{
    private readonly HttpClient _http = new(new MemoryTableService());

    public MemoryStorage()
    {
        TableClientOptions options = new() { Transport = new HttpClientTransport(_http) };
        TableSharedKeyCredential key = new("memory", Convert.ToBase64String(new byte[32]));
        Tables = new TableServiceClient(new Uri("http://memory.invalid/memory"), key, options);
    }

    public string Name => "memory";

    public TableServiceClient Tables { get; }

    public BlobServiceClient? Blobs => null;

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
