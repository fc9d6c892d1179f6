using System.Text.Json.Nodes;

namespace CapacityFunctions.Api.OpenApi;

/// <summary>Describes refusals.</summary>
internal static class OpenApiProblems
{
    internal const string Schema = "Problem";

    internal static JsonObject Reference => new() { ["$ref"] = $"#/components/schemas/{Schema}" };

    /// <summary>RFC 9457, with the catalogue of types.</summary>
    internal static JsonObject Component() => new()
    {
        ["type"] = "object",
        ["description"] = "A refusal (RFC 9457). " + string.Join(' ', ProblemTypes.All.Select(type => $"{type.Name} ({type.Status}): {type.Meaning}")),
        ["required"] = new JsonArray("type", "title", "status", "detail", "requestId"),
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. ProblemTypes.All.Select(type => (JsonNode)type.Uri)]) },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = new JsonObject { ["type"] = "string" },
            ["errors"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "Reasons by JSON path, parameter or header.",
                ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
            },
            ["conflictsWith"] = new JsonObject { ["description"] = "Of override-conflict: the other override." },
            ["requestId"] = new JsonObject { ["type"] = "string", ["description"] = "Names the request in the log and the audit trail." },
        },
    };

    /// <summary>The refusals that an endpoint may answer with, whatever it says itself.</summary>
    internal static IEnumerable<ProblemType> Of(Endpoint endpoint)
    {
        IEnumerable<ProblemType> always = [ProblemTypes.InvalidRequest, ProblemTypes.InternalError, ProblemTypes.StorageUnavailable];
        IEnumerable<ProblemType> access = endpoint.IsPublic ? [] : [ProblemTypes.AuthenticationRequired, ProblemTypes.RoleRequired];
        IEnumerable<ProblemType> body = endpoint.IsRead ? [] : [ProblemTypes.CrossSiteRequest, ProblemTypes.TooLarge, ProblemTypes.UnsupportedMediaType];
        IEnumerable<ProblemType> creation = endpoint.IsCreation ? [ProblemTypes.RequestInProgress, ProblemTypes.KeyReused] : [];
        return [.. always, .. access, .. body, .. creation];
    }

    internal static JsonObject Response(IEnumerable<ProblemType> types) => new()
    {
        ["description"] = string.Join(' ', types.Select(type => type.Meaning)),
        ["content"] = new JsonObject { [Problem.ContentType] = new JsonObject { ["schema"] = Reference } },
    };
}
