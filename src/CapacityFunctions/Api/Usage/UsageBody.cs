using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Api.Usage;

/// <summary>Reads a batch of usage as JSON or CSV.</summary>
internal static class UsageBody
{
    private static readonly BatchBody<ReportedUsage> Body = new(
        Fields: ["accountId", "timestamp", "resourceType", "value", "zone"],
        RequiredColumns: ["account_id", "timestamp", "resource_type", "value"],
        FromJson: field => new ReportedUsage(field("accountId"), field("timestamp"), field("resourceType"), field("value"), field("zone")),
        FromCsv: field => new ReportedUsage(field("account_id"), field("timestamp"), field("resource_type"), field("value"), field("zone")),
        Strange: words => new ReportedUsage(words, null, null, null, null));

    /// <returns>The rows, or why the body as a whole can't be read.</returns>
    internal static (IReadOnlyList<ReportedUsage>? Rows, string? Unreadable) Parse(string body, string? contentType) => Body.Parse(body, contentType);
}
