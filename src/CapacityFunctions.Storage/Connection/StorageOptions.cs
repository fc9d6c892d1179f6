namespace CapacityFunctions.Storage.Connection;

/// <summary>Where the tables and blobs are: a connection string, or service addresses that are reached with an identity.</summary>
public sealed class StorageOptions
{
    public const string SectionName = "Storage";

    /// <summary>A storage account's or emulator's connection string; wins over the addresses.</summary>
    public string? ConnectionString { get; set; }

    public Uri? TableServiceUri { get; set; }

    public Uri? BlobServiceUri { get; set; }

    /// <summary>Client id of a user-assigned managed identity; null takes the default credential of the environment.</summary>
    public string? ClientId { get; set; }

    /// <summary>Begins the name of every table and container: a letter, then letters and digits, 1 to 20 characters. Default: <c>capacity</c>.</summary>
    public string TablePrefix { get; set; } = "capacity";
}
