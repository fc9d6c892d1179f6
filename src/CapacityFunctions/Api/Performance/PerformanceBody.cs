using CapacityFunctions.Planning.Performance;

namespace CapacityFunctions.Api.Performance;

/// <summary>Reads a batch of latencies and throughputs as JSON or CSV.</summary>
internal static class PerformanceBody
{
    private static readonly BatchBody<ReportedPerformance> Body = new(
        Fields: ["accountId", "timestamp", "latencyMs", "throughput"],
        RequiredColumns: ["account_id", "timestamp"],
        FromJson: field => new ReportedPerformance(field("accountId"), field("timestamp"), field("latencyMs"), field("throughput")),
        FromCsv: field => new ReportedPerformance(field("account_id"), field("timestamp"), field("latency_ms"), field("throughput")),
        Strange: words => new ReportedPerformance(words, null, null, null));

    /// <returns>The rows, or why the body as a whole can't be read.</returns>
    internal static (IReadOnlyList<ReportedPerformance>? Rows, string? Unreadable) Parse(string body, string? contentType) => Body.Parse(body, contentType);
}
