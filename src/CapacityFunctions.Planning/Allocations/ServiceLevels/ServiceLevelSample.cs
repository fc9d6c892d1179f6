namespace CapacityFunctions.Planning.Allocations.ServiceLevels;

/// <summary>What was measured over one interval of an account's reports; null where it was not.</summary>
public sealed record ServiceLevelSample
{
    /// <summary>When; UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Latency in milliseconds: of one request or of an interval, as the reporter measures it.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Requests per second.</summary>
    public double? Throughput { get; init; }
}
