using Azure.Core;
using Azure.Identity;
using CapacityFunctions.Embedded.Functions.Configuration;

namespace CapacityFunctions.Embedded.Functions.Storage;

/// <summary>Storage that is reached with an identity instead of a key, as in Azure: settings below the connection's name.</summary>
/// <param name="Blobs">Endpoint of the blob service.</param>
/// <param name="Tables">Endpoint of the table service.</param>
/// <param name="Credential">The identity.</param>
internal sealed record StorageIdentity(Uri Blobs, Uri Tables, TokenCredential Credential)
{
    /// <summary>Reads <c>accountName</c>, or <c>blobServiceUri</c> and <c>tableServiceUri</c>; and <c>credential</c> and <c>clientId</c>.</summary>
    /// <returns>Null when there are no such settings.</returns>
    /// <exception cref="HostConfigurationException">They are incomplete or malformed.</exception>
    public static StorageIdentity? Read(AppSettings settings, string connection)
    {
        string? account = settings[$"{connection}:accountName"];
        if (account is not null && (account.Length is < 3 or > 24 || !account.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))))
        {
            throw new HostConfigurationException($"{connection}__accountName must be 3 to 24 lower-case letters and digits, but is '{account}'.");
        }

        Uri? blobs = Endpoint("blob");
        Uri? tables = Endpoint("table");
        if (blobs is null && tables is null)
        {
            return null;
        }

        return blobs is not null && tables is not null
            ? new StorageIdentity(blobs, tables, Credentials(settings, connection))
            : throw new HostConfigurationException(
                $"{connection}__{(blobs is null ? "blob" : "table")}ServiceUri is not set: keys and large payloads are kept in blobs, history in tables.");

        Uri? Endpoint(string service)
        {
            string name = $"{connection}:{service}ServiceUri";
            return settings[name] is { } text
                ? Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "https" or "http"
                    ? uri
                    : throw new HostConfigurationException($"{name.Replace(":", "__", StringComparison.Ordinal)} is not the address of a service: '{text}'.")
                : account is null ? null : new Uri($"https://{account}.{service}.core.windows.net");
        }
    }

    private static TokenCredential Credentials(AppSettings settings, string connection)
    {
        string? clientId = settings[$"{connection}:clientId"];
        return settings[$"{connection}:credential"] switch
        {
            null => new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId }),
            { } kind when string.Equals(kind, "managedidentity", StringComparison.OrdinalIgnoreCase) => new ManagedIdentityCredential(
                clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId)),
            { } kind => throw new HostConfigurationException($"{connection}__credential must be managedidentity, but is '{kind}'."),
        };
    }
}
