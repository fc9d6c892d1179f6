using CapacityFunctions.Planning.Allocations.ServiceLevels;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>An account's targets and what was measured; null where nothing is promised or measured.</summary>
public sealed record ServiceLevelObservation
{
    public double? LatencyTargetMs { get; init; }

    /// <summary>One measurement, which counts at once; left aside where there are <see cref="Samples"/>.</summary>
    public double? LatencyObservedMs { get; init; }

    public double? ThroughputTarget { get; init; }

    /// <summary>One measurement, which counts at once; left aside where there are <see cref="Samples"/>.</summary>
    public double? ThroughputObserved { get; init; }

    /// <summary>
    /// The percentile of <see cref="Samples"/> that is held against the target, above 0 and at most 100 (95: 95 % of them are at least as fast). Null:
    /// each sample is, and the share that misses it decides.
    /// </summary>
    public double? LatencyPercentile { get; init; }

    /// <summary>How much a breach matters: the most tiers that it raises the account; 0 to 2.</summary>
    public int Importance { get; init; } = 2;

    /// <summary>Measurements in any order. A breach begins and ends with the stated percentile of latencies, else with the share of samples that misses a target.</summary>
    public IReadOnlyList<ServiceLevelSample> Samples { get; init; } = [];
}
