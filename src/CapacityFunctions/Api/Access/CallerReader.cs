using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Api.Access;

/// <summary>Finds out who a request comes from. What a client writes itself counts for nothing.</summary>
internal sealed class CallerReader(IOptions<AccessOptions> options)
{
    /// <summary>The claim in which the embedded host names the key that was used.</summary>
    private const string KeyIdClaim = "http://schemas.microsoft.com/2017/07/functions/claims/keyid";

    private const string KeyHeader = "x-functions-key";
    private const string KeyParameter = "code";

    private readonly AccessOptions _options = options.Value;

    /// <param name="request">The request.</param>
    /// <param name="isKeyChecked">Whether the host lets nobody through to this function without a key.</param>
    public Caller Read(HttpRequest request, bool isKeyChecked)
    {
        if (_options.PlatformAuthenticates && PlatformIdentity.Parse(request.Headers[PlatformIdentity.Header]) is { } identity)
        {
            return new Caller(identity.Name, _options.HighestOf(identity.Roles), identity.Roles, identity.Subject);
        }

        if (_options.RequireIdentity)
        {
            return Caller.Anonymous;
        }

        if (request.HttpContext.User.FindFirst(KeyIdClaim)?.Value is { } named)
        {
            return Caller.WithKey(named);
        }

        return isKeyChecked ? Caller.WithKey(FingerprintOf(request)) : Caller.Anonymous;
    }

    /// <summary>The real host checks the key and does not tell its name: its digest tells keys apart all the same, and opens nothing.</summary>
    private static string FingerprintOf(HttpRequest request)
    {
        string? key = request.Headers.TryGetValue(KeyHeader, out var header) ? header.FirstOrDefault() : request.Query[KeyParameter].FirstOrDefault();
        return string.IsNullOrEmpty(key) ? "unnamed" : $"sha256-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12]}";
    }
}
