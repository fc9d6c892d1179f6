namespace CapacityFunctions.Planning.Accounts;

/// <summary>What was promised to the users of an account.</summary>
/// <param name="LatencyTargetMs">Latency that must not be exceeded, in milliseconds; null when none is promised.</param>
/// <param name="ThroughputTarget">Requests per second that must be reached; null when none is promised.</param>
public sealed record ServiceLevel(double? LatencyTargetMs = null, double? ThroughputTarget = null);
