using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace CapacityFunctions.Api;

/// <summary>Who a request comes from.</summary>
internal static class Caller
{
    /// <summary>The claim in which the Functions host names the key that was used.</summary>
    private const string KeyIdClaim = "http://schemas.microsoft.com/2017/07/functions/claims/keyid";

    /// <summary>The name of the identity, or of the function key; <c>anonymous</c> when there is neither.</summary>
    internal static string NameOf(HttpRequest request)
    {
        ClaimsPrincipal user = request.HttpContext.User;
        string? key = user.FindFirst(KeyIdClaim)?.Value;
        return user.Identity?.Name ?? (key is null ? "anonymous" : $"key:{key}");
    }
}
