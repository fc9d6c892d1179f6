using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CapacityFunctions.Embedded.Functions.Keys;

namespace CapacityFunctions.Embedded.Functions;

/// <summary>Keeps the keys of a host where the real host keeps them: a blob of the container azure-webjobs-secrets.</summary>
public static class FunctionKeyStore
{
    /// <summary>Names the host in storage unless the setting <c>AzureFunctionsWebHost__hostid</c> does.</summary>
    public const string DefaultHostId = "embedded";

    private const string Container = "azure-webjobs-secrets";

    /// <summary>Random bytes of a key: 320 bits, 54 characters of text.</summary>
    private const int KeyBytes = 40;

    /// <summary>Reads the keys of a host, which need not run on this machine.</summary>
    /// <returns>Null when no host with that id has been started on this storage.</returns>
    /// <exception cref="RequestFailedException">Storage can't be read.</exception>
    /// <exception cref="InvalidDataException">The blob holds no keys; its name is in the message.</exception>
    public static async Task<FunctionKeys?> ReadAsync(
        BlobServiceClient blobs, string hostId = DefaultHostId, CancellationToken cancellationToken = default)
    {
        BlobClient blob = KeyBlob(blobs, hostId);
        try
        {
            BlobDownloadResult content = await blob.DownloadContentAsync(cancellationToken);
            return KeyDocument.Read(content.Content, blob.Name);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Reads the keys of a host, and makes them first when there are none. Hosts that start together end up with the same keys.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static Task<FunctionKeys> ReadOrCreateAsync(
        BlobServiceClient blobs, string hostId = DefaultHostId, CancellationToken cancellationToken = default) =>
        ReadOrRestoreAsync(blobs, hostId, known: null, cancellationToken);

    /// <param name="blobs">The host's storage.</param>
    /// <param name="hostId">The host.</param>
    /// <param name="known">
    /// Keys that were read before: an emulator that was killed may have lost its last writes, and callers hold these keys. Null: new ones.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal static async Task<FunctionKeys> ReadOrRestoreAsync(
        BlobServiceClient blobs, string hostId, FunctionKeys? known, CancellationToken cancellationToken)
    {
        if (await ReadAsync(blobs, hostId, cancellationToken) is { } existing)
        {
            return existing;
        }

        FunctionKeys made = known ?? new FunctionKeys(
            NewKey(), new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [FunctionKeys.DefaultKeyName] = NewKey() });
        await blobs.GetBlobContainerClient(Container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        try
        {
            await KeyBlob(blobs, hostId).UploadAsync(
                KeyDocument.Write(made),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
            return made;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return await ReadAsync(blobs, hostId, cancellationToken) ?? throw new InvalidDataException("The host's keys were removed while they were made.", lost);
        }
    }

    private static BlobClient KeyBlob(BlobServiceClient blobs, string hostId)
    {
        ArgumentNullException.ThrowIfNull(blobs);
        ArgumentException.ThrowIfNullOrWhiteSpace(hostId);
        return blobs.GetBlobContainerClient(Container).GetBlobClient($"{hostId}/host.json");
    }

    private static string NewKey() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
