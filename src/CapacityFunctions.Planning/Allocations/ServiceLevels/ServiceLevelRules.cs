namespace CapacityFunctions.Planning.Allocations.ServiceLevels;

/// <summary>When samples make a breach, and when it is over: two bounds, so that a state between them stays what it is.</summary>
public sealed record ServiceLevelRules
{
    /// <summary>Samples that are older than this many minutes do not count; 1 to 1,440.</summary>
    public int WindowMinutes { get; init; } = 30;

    /// <summary>A breach begins when a larger share of the window's samples misses a target; above <see cref="LowerBelow"/>, below 1.</summary>
    public decimal RaiseAbove { get; init; } = 0.5m;

    /// <summary>A breach ends when a smaller share misses it; above 0.</summary>
    public decimal LowerBelow { get; init; } = 0.2m;

    /// <summary>With fewer samples in the window the state stays what it is; with none at all nothing is breached. 3 or more: one sample never decides.</summary>
    public int FewestSamples { get; init; } = 3;
}
