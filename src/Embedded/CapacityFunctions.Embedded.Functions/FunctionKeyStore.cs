using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.Functions.Keys;

namespace CapacityFunctions.Embedded.Functions;

/// <summary>Reads the keys of a host from outside, from where the real host keeps them: a blob of the container azure-webjobs-secrets.</summary>
public static class FunctionKeyStore
{
    /// <summary>Names the host in storage unless the setting <c>AzureFunctionsWebHost__hostid</c> does.</summary>
    public const string DefaultHostId = "embedded";

    /// <summary>Random bytes of a key: 320 bits, 54 characters of text.</summary>
    private const int KeyBytes = 40;

    /// <summary>Reads the keys of a host, which need not run on this machine.</summary>
    /// <returns>Null when no host with that id has been started on this storage.</returns>
    /// <exception cref="RequestFailedException">Storage can't be read.</exception>
    /// <exception cref="InvalidDataException">The blob holds no keys; its name is in the message.</exception>
    public static Task<FunctionKeys?> ReadAsync(
        BlobServiceClient blobs, string hostId = DefaultHostId, CancellationToken cancellationToken = default) =>
        HostBlob(blobs, hostId).ReadAsync(cancellationToken);

    /// <summary>Reads the keys of a host, and makes them first when there are none. Hosts that start together end up with the same keys.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static Task<FunctionKeys> ReadOrCreateAsync(
        BlobServiceClient blobs, string hostId = DefaultHostId, CancellationToken cancellationToken = default) =>
        HostBlob(blobs, hostId).ReadOrWriteAsync(NewHostKeys, cancellationToken);

    internal static KeyBlob<FunctionKeys> HostBlob(BlobServiceClient blobs, string hostId)
    {
        ArgumentNullException.ThrowIfNull(blobs);
        ArgumentException.ThrowIfNullOrWhiteSpace(hostId);
        return new KeyBlob<FunctionKeys>(blobs, hostId, "host.json", HostKeyFormat.Instance);
    }

    internal static FunctionKeys NewHostKeys() => new(NewKey(), NewFunctionKeys());

    internal static IReadOnlyDictionary<string, string> NewFunctionKeys() =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [FunctionKeys.DefaultKeyName] = NewKey() };

    internal static string NewKey() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
