namespace CapacityFunctions.Planning.Signals;

/// <summary>A value of a signal as somebody sent it, every field as text.</summary>
public sealed record ReportedSignal(string? Signal, string? Scope, string? Timestamp, string? Value);
