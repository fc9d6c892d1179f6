using System.Text.Json;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Api.Usage;

/// <summary>Reads a batch of usage as JSON or CSV. What single rows hold is judged later, row by row.</summary>
internal static class UsageBody
{
    private static readonly string[] RequiredColumns = ["account_id", "timestamp", "resource_type", "value"];
    private static readonly string[] Fields = ["accountId", "timestamp", "resourceType", "value", "zone"];

    /// <returns>The rows, or why the body as a whole can't be read.</returns>
    internal static (IReadOnlyList<ReportedUsage>? Rows, string? Unreadable) Parse(string body, string? contentType) =>
        CsvBody.IsCsv(contentType) ? ParseCsv(body) : ParseJson(body);

    private static (IReadOnlyList<ReportedUsage>? Rows, string? Unreadable) ParseJson(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? (document.RootElement.EnumerateArray().Select(Row).ToList(), null)
                : (null, "The body must be a JSON array of observations, or CSV with Content-Type text/csv.");
        }
        catch (JsonException broken)
        {
            return (null, JsonBody.Describe(broken));
        }
    }

    /// <summary>An element that is no object, or has a field nobody knows, becomes a row whose account can't be read: it is refused by itself.</summary>
    private static ReportedUsage Row(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return new ReportedUsage($"{element.GetRawText()} (not an object)", null, null, null, null);
        }

        string? unknown = element.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !Fields.Contains(name, StringComparer.OrdinalIgnoreCase));
        return unknown is not null
            ? new ReportedUsage($" (the row has the unknown field '{unknown}')", null, null, null, null)
            : new ReportedUsage(Text("accountId"), Text("timestamp"), Text("resourceType"), Text("value"), Text("zone"));

        string? Text(string name)
        {
            JsonElement value = element.EnumerateObject()
                .FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
            return value.ValueKind switch
            {
                JsonValueKind.Undefined or JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };
        }
    }

    private static (IReadOnlyList<ReportedUsage>? Rows, string? Unreadable) ParseCsv(string body) => CsvBody.Parse(
        body,
        RequiredColumns,
        field => new ReportedUsage(field("account_id"), field("timestamp"), field("resource_type"), field("value"), field("zone")));
}
