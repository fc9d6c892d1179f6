using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.Azurite;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>A real Azurite on a folder of its own; what the engine writes is recorded, to be written again without it.</summary>
internal sealed class AzuriteStorage : IBenchmarkStorage
{
    private readonly string _folder;
    private readonly AzuriteProcess _azurite;

    private AzuriteStorage(string folder, AzuriteProcess azurite)
    {
        _folder = folder;
        _azurite = azurite;
        TableClientOptions options = new();
        options.AddPolicy(Recorder, HttpPipelinePosition.PerCall);
        Tables = new TableServiceClient(azurite.Endpoints.ConnectionString, options);
        Blobs = new BlobServiceClient(azurite.Endpoints.ConnectionString);
    }

    public string Name => "Azurite";

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    public WriteRecorder Recorder { get; } = new();

    public static async Task<AzuriteStorage> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("capacity-benchmark-").FullName;
        return new AzuriteStorage(folder, await AzuriteProcess.StartAsync(folder, TimeProvider.System));
    }

    /// <summary>A client of the same service that records nothing.</summary>
    public RawReplay CreateReplay() => new(_azurite.Endpoints.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
