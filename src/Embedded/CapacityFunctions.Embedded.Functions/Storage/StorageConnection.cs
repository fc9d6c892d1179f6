using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.Azurite;
using CapacityFunctions.Embedded.Functions.Configuration;

namespace CapacityFunctions.Embedded.Functions.Storage;

/// <summary>The storage of the host, from the setting AzureWebJobsStorage or, with an identity, from the settings below it (AzureWebJobsStorage__…).</summary>
internal sealed class StorageConnection
{
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>Requests wait for a key check: storage that does not answer must be noticed sooner than the SDK's default of minutes.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    /// <exception cref="HostConfigurationException">The setting, or what stands in its place, can't be used; no secret is in the message.</exception>
    public StorageConnection(AppSettings settings)
    {
        BlobClientOptions blobOptions = new();
        Limit(blobOptions.Retry);
        TableClientOptions tableOptions = new();
        Limit(tableOptions.Retry);
        if (settings[Setting] is null && StorageIdentity.Read(settings, Setting) is { } identity)
        {
            Blobs = new BlobServiceClient(identity.Blobs, identity.Credential, blobOptions);
            Tables = new TableServiceClient(identity.Tables, identity.Credential, tableOptions);
            return;
        }

        string connectionString = settings[Setting] ?? "UseDevelopmentStorage=true";
        Emulator = AzuriteEndpoints.FromConnectionString(connectionString);
        try
        {
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
