using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What was known.</summary>
public sealed record SeenFacts
{
    public double? Usage { get; init; }

    public DateTimeOffset? UsageAt { get; init; }

    /// <summary>Minutes from the newest usage to the decision.</summary>
    public int? UsageAgeMinutes { get; init; }

    /// <summary>When the models were chosen.</summary>
    public DateTimeOffset? TrainedAt { get; init; }

    /// <summary>The most weeks of usage that they were chosen on.</summary>
    public int? MostWeeks { get; init; }

    /// <summary>Signals that were tried, of the shortest horizon that tried them.</summary>
    public IReadOnlyList<SignalUse> Signals { get; init; } = [];

    public double? LatencyTargetMs { get; init; }

    public double? ThroughputTarget { get; init; }

    /// <summary>Samples of performance in the window.</summary>
    public int Samples { get; init; }

    /// <summary>Of these, how many miss a target.</summary>
    public int SamplesMissing { get; init; }

    /// <summary>The newest of them.</summary>
    public double? LatestLatencyMs { get; init; }

    public double? LatestThroughput { get; init; }

    public DateTimeOffset? LatestSampleAt { get; init; }
}
