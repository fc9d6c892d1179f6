namespace CapacityFunctions.Planning.Reservations;

/// <summary>How reservations follow demand.</summary>
public sealed record ReservationPolicy
{
    /// <summary>One of <see cref="ReservationPolicyNames"/>.</summary>
    public string Name { get; init; } = ReservationPolicyNames.Threshold;

    /// <summary>A mean below this share of the reservation releases (1 − share) of it, each cycle; 0 to 1. Threshold only.</summary>
    public decimal ReleaseBelow { get; init; } = 0.8m;

    /// <summary>Threshold only.</summary>
    public IReadOnlyList<IntervalRule> Rules { get; init; } = [];

    /// <summary>Down to where the base rule may release; null (the default): as far as it says. Threshold only.</summary>
    public ReleaseFloor? ReleaseFloor { get; init; }

    /// <summary>Required by cost-optimal and pooled, unused otherwise.</summary>
    public CostOptimalParameters? CostOptimal { get; init; }

    public ReservationLimits Limits { get; init; } = new();

    public ZoneRules Zones { get; init; } = new();
}
