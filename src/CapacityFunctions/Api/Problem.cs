using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api;

/// <summary>Refusals as RFC 9457 problems, of the types in <see cref="ProblemTypes"/>. What names a field carries it in <c>errors</c>.</summary>
internal static class Problem
{
    internal const string ContentType = "application/problem+json";

    internal static ObjectResult NotFound(string detail) => Of(ProblemTypes.NotFound, detail);

    internal static ObjectResult Invalid(string detail) => Of(ProblemTypes.InvalidRequest, detail);

    /// <param name="field">JSON path in the body, or name of the parameter or header.</param>
    /// <param name="reason">What is wrong with it.</param>
    internal static ObjectResult Invalid(string field, string reason) => Of(ProblemTypes.InvalidRequest, field, reason);

    /// <param name="errors">Reasons by field.</param>
    internal static ObjectResult Invalid(IReadOnlyDictionary<string, string[]> errors) => With(
        Invalid(string.Join("; ", errors.Select(error => $"{error.Key}: {string.Join(", ", error.Value)}"))), errors);

    internal static ObjectResult Conflict(ProblemType type, string detail) => Of(type, detail);

    /// <param name="type">The name of a type in the catalogue.</param>
    /// <param name="detail">What is in the way.</param>
    internal static ObjectResult Conflict(string type, string detail) => Of(ProblemTypes.Named(type), detail);

    internal static ObjectResult PreconditionFailed(string detail) => Of(ProblemTypes.VersionConflict, detail);

    internal static ObjectResult TooLarge(string detail) => Of(ProblemTypes.TooLarge, detail);

    internal static ObjectResult StorageUnavailable(string detail) => Of(ProblemTypes.StorageUnavailable, detail);

    internal static ObjectResult Of(ProblemType type, string detail) => new(new ProblemDetails
    {
        Type = type.Uri,
        Title = type.Title,
        Status = type.Status,
        Detail = detail,
    })
    {
        StatusCode = type.Status,
        ContentTypes = { ContentType },
    };

    /// <param name="type">The kind of problem.</param>
    /// <param name="field">JSON path in the body, or name of the parameter or header.</param>
    /// <param name="reason">What is wrong with it.</param>
    internal static ObjectResult Of(ProblemType type, string field, string reason) =>
        With(Of(type, $"{field}: {reason}"), new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [reason] });

    private static ObjectResult With(ObjectResult problem, IReadOnlyDictionary<string, string[]> errors)
    {
        ((ProblemDetails)problem.Value!).Extensions["errors"] = errors;
        return problem;
    }
}
