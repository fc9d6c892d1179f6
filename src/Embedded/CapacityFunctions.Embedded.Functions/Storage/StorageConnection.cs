using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.Azurite;
using Microsoft.Extensions.Configuration;

namespace CapacityFunctions.Embedded.Functions.Storage;

/// <summary>The storage of the host, from the setting AzureWebJobsStorage.</summary>
internal sealed class StorageConnection
{
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>Requests wait for a key check: storage that does not answer must be noticed sooner than the SDK's default of minutes.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    public StorageConnection(IConfiguration configuration)
    {
        string connectionString = configuration[Setting] is { Length: > 0 } value ? value : "UseDevelopmentStorage=true";
        Emulator = AzuriteEndpoints.FromConnectionString(connectionString);
        try
        {
            BlobClientOptions blobOptions = new();
            Limit(blobOptions.Retry);
            TableClientOptions tableOptions = new();
            Limit(tableOptions.Retry);
            Blobs = new BlobServiceClient(connectionString, blobOptions);
            Tables = new TableServiceClient(connectionString, tableOptions);
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException or InvalidOperationException)
        {
            // Neither the value nor the parser's message may show: both can hold the account key.
#pragma warning disable MA0054
            throw new HostConfigurationException($"The setting {Setting} is not a storage connection string.");
#pragma warning restore MA0054
        }
    }

    /// <summary>Null when the storage is not an emulator on this machine.</summary>
    public AzuriteEndpoints? Emulator { get; }

    public BlobServiceClient Blobs { get; }

    public TableServiceClient Tables { get; }

    private static void Limit(RetryOptions retry)
    {
        retry.MaxRetries = 2;
        retry.Delay = TimeSpan.FromMilliseconds(200);
        retry.MaxDelay = TimeSpan.FromSeconds(1);
        retry.NetworkTimeout = AnswerLimit;
    }
}
