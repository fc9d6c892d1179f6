namespace CapacityFunctions.Storage.Usage;

/// <summary>What one series used at one time.</summary>
/// <param name="Timestamp">UTC.</param>
/// <param name="Amount">Resource units, over all zones.</param>
public sealed record UsageObservation(DateTimeOffset Timestamp, double Amount);
