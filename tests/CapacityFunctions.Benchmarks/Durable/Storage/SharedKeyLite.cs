using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>
/// Signs requests to the table service with the account's key ("Authorize with Shared Key", section Shared Key Lite for the table service, in the
/// reference of the storage services).
/// </summary>
internal sealed class SharedKeyLite(string account, byte[] key)
{
    public static SharedKeyLite Of(string connectionString)
    {
        Dictionary<string, string> parts = connectionString
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        return new SharedKeyLite(parts["AccountName"], Convert.FromBase64String(parts["AccountKey"]));
    }

    public void Sign(HttpRequestMessage request)
    {
        string date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        string resource = $"/{account}{request.RequestUri!.AbsolutePath}";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{date}\n{resource}")));
        request.Headers.TryAddWithoutValidation("x-ms-date", date);
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKeyLite {account}:{signature}");
    }
}
