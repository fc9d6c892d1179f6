using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api;

/// <summary>Refusals as RFC 9457 problems with a stable type.</summary>
internal static class Problem
{
    internal static ObjectResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "not-found", "Not found", detail);

    internal static ObjectResult Invalid(string detail) => Of(StatusCodes.Status400BadRequest, "invalid-request", "The request is not valid", detail);

    internal static ObjectResult Invalid(IReadOnlyDictionary<string, string[]> errors)
    {
        ObjectResult result = Invalid(string.Join("; ", errors.Select(error => $"{error.Key}: {string.Join(", ", error.Value)}")));
        ((ProblemDetails)result.Value!).Extensions["errors"] = errors;
        return result;
    }

    internal static ObjectResult Conflict(string type, string detail) => Of(StatusCodes.Status409Conflict, type, "Conflict", detail);

    internal static ObjectResult PreconditionFailed(string detail) =>
        Of(StatusCodes.Status412PreconditionFailed, "version-conflict", "Somebody else changed it", detail);

    internal static ObjectResult TooLarge(string detail) =>
        Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The request is too large", detail);

    internal static ObjectResult StorageUnavailable(string detail) =>
        Of(StatusCodes.Status503ServiceUnavailable, "storage-unavailable", "Storage does not answer", detail);

    private static ObjectResult Of(int status, string type, string title, string detail) => new(new ProblemDetails
    {
        Type = $"urn:capacity-functions:{type}",
        Title = title,
        Status = status,
        Detail = detail,
    })
    {
        StatusCode = status,
        ContentTypes = { "application/problem+json" },
    };
}
