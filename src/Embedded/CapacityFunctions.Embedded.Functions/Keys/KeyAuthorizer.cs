using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>Tells from the key of a request who calls, and whether that is enough.</summary>
internal sealed class KeyAuthorizer(KeyRing ring)
{
    public const string LevelClaim = "http://schemas.microsoft.com/2017/07/functions/claims/authlevel";
    public const string KeyNameClaim = "http://schemas.microsoft.com/2017/07/functions/claims/keyid";
    private const string Header = "x-functions-key";
    private const string QueryName = "code";

    private static readonly Dictionary<string, string> None = [];

    /// <param name="request">The request.</param>
    /// <param name="needed">Each level is opened by keys of its own and by the master key.</param>
    /// <param name="functionName">The function whose own keys count too; null for administration.</param>
    /// <param name="cancellationToken">Ends the reading of keys.</param>
    public async Task<KeyOutcome> AuthorizeAsync(
        HttpRequest request, AuthorizationLevel needed, string? functionName, CancellationToken cancellationToken)
    {
        string? presented = KeyOf(request);
        if (presented is null)
        {
            return needed == AuthorizationLevel.Anonymous ? new KeyOutcome.Accepted(Caller: null) : new KeyOutcome.Rejected();
        }

        FunctionKeys? keys = await ring.GetAsync(cancellationToken);
        if (keys is null)
        {
            return needed == AuthorizationLevel.Anonymous ? new KeyOutcome.Accepted(Caller: null) : new KeyOutcome.Unavailable();
        }

        IReadOnlyDictionary<string, string> own = functionName is null ? None : await ring.GetAsync(functionName, cancellationToken);
        (AuthorizationLevel level, string? name) = Match(keys, own, presented);
        return needed == AuthorizationLevel.Anonymous || level == needed || level == AuthorizationLevel.Admin
            ? new KeyOutcome.Accepted(name is null ? null : Caller(level, name))
            : new KeyOutcome.Rejected();
    }

    /// <summary>As in the real host, a header that is there keeps the query from being read, even an empty one.</summary>
    private static string? KeyOf(HttpRequest request)
    {
        string? key = request.Headers.TryGetValue(Header, out StringValues header) ? header.FirstOrDefault() : request.Query[QueryName].FirstOrDefault();
        return string.IsNullOrEmpty(key) ? null : key;
    }

    /// <summary>
    /// Compares with every key, each in constant time: the digests have one length, and no match ends the search. Of several keys with the same value
    /// the mightiest counts.
    /// </summary>
    private static (AuthorizationLevel Level, string? Name) Match(FunctionKeys keys, IReadOnlyDictionary<string, string> own, string presented)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        (AuthorizationLevel Level, string? Name) match = (AuthorizationLevel.Anonymous, null);
        foreach ((AuthorizationLevel level, string name, string key) in Ascending(keys, own))
        {
            match = IsSame(digest, key) ? (level, name) : match;
        }

        return match;
    }

    private static IEnumerable<(AuthorizationLevel Level, string Name, string Key)> Ascending(
        FunctionKeys keys, IReadOnlyDictionary<string, string> own) =>
    [
        .. own.Select(key => (AuthorizationLevel.Function, key.Key, key.Value)),
        .. keys.HostKeys.Select(key => (AuthorizationLevel.Function, key.Key, key.Value)),
        .. keys.SystemKeys.Select(key => (AuthorizationLevel.System, key.Key, key.Value)),
        (AuthorizationLevel.Admin, FunctionKeys.MasterKeyName, keys.MasterKey),
    ];

    private static bool IsSame(byte[] digest, string key) =>
        CryptographicOperations.FixedTimeEquals(digest, SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static ClaimsPrincipal Caller(AuthorizationLevel level, string keyName) =>
        new(new ClaimsIdentity([new Claim(LevelClaim, level.ToString()), new Claim(KeyNameClaim, keyName)], "WebJobsAuthLevel"));
}
