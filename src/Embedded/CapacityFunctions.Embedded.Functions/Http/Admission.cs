using CapacityFunctions.Embedded.Functions.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Http;

/// <summary>Lets requests in by their key.</summary>
internal static class Admission
{
    /// <summary>Answers 401, or 503 when the keys can't be read, where the caller may not go on; else makes the caller the request's user.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="http">The request.</param>
    /// <param name="level">What is needed.</param>
    /// <param name="functionName">The function that is called; null for administration.</param>
    /// <returns>False when the request has been answered.</returns>
    public static async Task<bool> AdmitAsync(this KeyAuthorizer keys, HttpContext http, AuthorizationLevel level, string? functionName)
    {
        switch (await keys.AuthorizeAsync(http.Request, level, functionName, http.RequestAborted))
        {
            case KeyOutcome.Accepted { Caller: var caller }:
                http.User = caller ?? http.User;
                return true;
            case KeyOutcome.Unavailable:
                AnswerUnavailable(http);
                return false;
            default:
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return false;
        }
    }

    public static void AnswerUnavailable(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = "2";
    }
}
