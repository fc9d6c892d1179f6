namespace CapacityFunctions.Planning.Accounts;

/// <summary>What was promised to the users of an account.</summary>
/// <param name="LatencyTargetMs">Latency that must not be exceeded, in milliseconds; null when none is promised.</param>
/// <param name="ThroughputTarget">Requests per second that must be reached; null when none is promised.</param>
/// <param name="LatencyPercentile">The percentile of what was measured that must keep the target, above 0 and at most 100; null: most of the measurements must.</param>
/// <param name="Importance">How much a breach matters: the most tiers that it raises the account's priority; 0 to 2.</param>
public sealed record ServiceLevel(
    double? LatencyTargetMs = null, double? ThroughputTarget = null, double? LatencyPercentile = null, int Importance = 2);
