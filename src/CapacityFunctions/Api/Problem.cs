using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api;

/// <summary>Refusals as RFC 9457 problems, of the types in <see cref="ProblemTypes"/>. What names a field carries it in <c>errors</c>.</summary>
internal static partial class Problem
{
    internal const string ContentType = "application/problem+json";

    internal static ObjectResult NotFound(string detail) => Of(ProblemTypes.NotFound, detail);

    /// <param name="detail">What is wrong; one that begins with a field and a colon names it in <c>errors</c>, too.</param>
    internal static ObjectResult Invalid(string detail) => Field().Match(detail) is { Success: true } named
        ? Invalid(named.Groups["field"].Value, detail[named.Length..])
        : Of(ProblemTypes.InvalidRequest, detail);

    /// <param name="field">JSON path in the body, or name of the parameter or header.</param>
    /// <param name="reason">What is wrong with it.</param>
    internal static ObjectResult Invalid(string field, string reason) => Of(ProblemTypes.InvalidRequest, field, reason);

    /// <param name="errors">Reasons by field.</param>
    internal static ObjectResult Invalid(IReadOnlyDictionary<string, string[]> errors) => With(
        Of(ProblemTypes.InvalidRequest, string.Join("; ", errors.Select(error => $"{NameOf(error.Key)}: {string.Join(", ", error.Value)}"))),
        errors.ToDictionary(error => NameOf(error.Key), error => error.Value, StringComparer.Ordinal));

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

    /// <summary>Validators name properties as C# does: <c>ServiceLevel.Importance</c> → <c>serviceLevel.importance</c>.</summary>
    private static string NameOf(string property) => string.Join('.', property.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    [GeneratedRegex(@"^(?<field>\$?[A-Za-z][\w.\[\]-]*): ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();

    private static ObjectResult With(ObjectResult problem, IReadOnlyDictionary<string, string[]> errors)
    {
        ((ProblemDetails)problem.Value!).Extensions["errors"] = errors;
        return problem;
    }
}
