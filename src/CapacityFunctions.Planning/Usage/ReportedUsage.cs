namespace CapacityFunctions.Planning.Usage;

/// <summary>One observation as somebody sent it, before anything about it is known to be right; null where a field is missing.</summary>
public sealed record ReportedUsage(string? AccountId, string? Timestamp, string? ResourceType, string? Value, string? Zone);
