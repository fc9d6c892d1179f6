namespace CapacityFunctions.Storage.Health;

/// <summary>Whether storage answers.</summary>
/// <param name="IsHealthy">True when it did.</param>
/// <param name="Reason">Why it did not, in one line; null when it did.</param>
public sealed record StorageHealthReport(bool IsHealthy, string? Reason);
