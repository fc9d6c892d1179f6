using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Keys;

/// <summary>Tells from the key of a request who calls, and whether that is enough.</summary>
internal sealed class KeyAuthorizer(KeyRing ring)
{
    public const string LevelClaim = "http://schemas.microsoft.com/2017/07/functions/claims/authlevel";
    public const string KeyNameClaim = "http://schemas.microsoft.com/2017/07/functions/claims/keyid";
    private const string Header = "x-functions-key";
    private const string QueryName = "code";

    public async Task<KeyOutcome> AuthorizeAsync(HttpRequest request, AuthorizationLevel needed, CancellationToken cancellationToken)
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

        (AuthorizationLevel level, string? name) = Match(keys, presented);
        return needed == AuthorizationLevel.Anonymous || level >= needed
            ? new KeyOutcome.Accepted(name is null ? null : Caller(level, name))
            : new KeyOutcome.Rejected();
    }

    private static string? KeyOf(HttpRequest request)
    {
        string? key = request.Headers[Header].FirstOrDefault();
        key = string.IsNullOrEmpty(key) ? request.Query[QueryName].FirstOrDefault() : key;
        return string.IsNullOrEmpty(key) ? null : key;
    }

    /// <summary>Compares with every key, each in constant time: the digests have one length, and no match ends the search.</summary>
    private static (AuthorizationLevel Level, string? Name) Match(FunctionKeys keys, string presented)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        (AuthorizationLevel Level, string? Name) match = (AuthorizationLevel.Anonymous, null);
        foreach ((string name, string key) in keys.HostKeys.OrderBy(key => key.Key, StringComparer.Ordinal))
        {
            match = IsSame(digest, key) ? (AuthorizationLevel.Function, name) : match;
        }

        return IsSame(digest, keys.MasterKey) ? (AuthorizationLevel.Admin, FunctionKeys.MasterKeyName) : match;
    }

    private static bool IsSame(byte[] digest, string key) =>
        CryptographicOperations.FixedTimeEquals(digest, SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static ClaimsPrincipal Caller(AuthorizationLevel level, string keyName) =>
        new(new ClaimsIdentity([new Claim(LevelClaim, level.ToString()), new Claim(KeyNameClaim, keyName)], "WebJobsAuthLevel"));
}
