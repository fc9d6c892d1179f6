namespace CapacityFunctions.Planning.Allocations;

/// <summary>An account's targets and what was measured; null where nothing is promised or measured.</summary>
public sealed record ServiceLevelObservation
{
    public double? LatencyTargetMs { get; init; }

    public double? LatencyObservedMs { get; init; }

    public double? ThroughputTarget { get; init; }

    public double? ThroughputObserved { get; init; }
}
