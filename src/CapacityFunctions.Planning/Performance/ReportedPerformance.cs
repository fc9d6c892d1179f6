namespace CapacityFunctions.Planning.Performance;

/// <summary>One measurement as somebody sent it, before anything about it is known to be right; null where a field is missing.</summary>
public sealed record ReportedPerformance(string? AccountId, string? Timestamp, string? LatencyMs, string? Throughput);
