using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>Where an engine keeps its history.</summary>
internal interface IBenchmarkStorage : IAsyncDisposable
{
    /// <summary>For the table of results.</summary>
    string Name { get; }

    TableServiceClient Tables { get; }

    /// <summary>Null: none.</summary>
    BlobServiceClient? Blobs { get; }
}
