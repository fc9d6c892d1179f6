using System.Text.Json;
using CapacityFunctions.Api.Content;
using Microsoft.AspNetCore.Http;

namespace CapacityFunctions.Api.Audit;

/// <summary>What is recorded, and when it may go on without a record.</summary>
internal static class AuditRules
{
    private static readonly string[] IngestionRoutes = ["usage", "performance", "signals"];

    /// <summary>Everything that changes something; a preview changes nothing.</summary>
    internal static bool IsChange(Endpoint endpoint, HttpRequest request) =>
        !endpoint.IsRead && !(string.Equals(request.Query["preview"], "true", StringComparison.Ordinal) && HasPreview(endpoint));

    /// <summary>Data that comes in by itself, batch after batch: one record when it is there, with counts instead of rows.</summary>
    internal static bool IsIngestion(Endpoint endpoint) => IngestionRoutes.Contains(endpoint.Route, StringComparer.OrdinalIgnoreCase);

    /// <summary>An operator who stops the system must not be stopped by a table: the log has the record instead.</summary>
    internal static bool IsFreeze(Endpoint endpoint, HttpContext http)
    {
        if (!string.Equals(endpoint.Route, "overrides", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            using JsonDocument body = JsonDocument.Parse(RequestBody.Of(http));
            return body.RootElement.ValueKind == JsonValueKind.Object &&
                body.RootElement.EnumerateObject().Any(field =>
                    string.Equals(field.Name, "kind", StringComparison.OrdinalIgnoreCase) &&
                    field.Value.ValueKind == JsonValueKind.String &&
                    string.Equals(field.Value.GetString(), "freeze", StringComparison.OrdinalIgnoreCase));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasPreview(Endpoint endpoint) =>
        endpoint.QueryParameters.Any(parameter => string.Equals(parameter.Name, "preview", StringComparison.Ordinal));
}
