namespace CapacityFunctions.Planning.Allocations.ServiceLevels;

/// <summary>What was measured over one interval of an account's reports; null where it was not.</summary>
public sealed record ServiceLevelSample
{
    /// <summary>When; UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Latency at the percentile that the target speaks of, in milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Requests per second.</summary>
    public double? Throughput { get; init; }
}
