using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>What one account brings into a decision, before the policy is asked.</summary>
internal sealed record AccountPosition
{
    public required AccountReservationState Account { get; init; }

    public required AccountOverrides Overrides { get; init; }

    /// <summary>Whole units held, over all zones.</summary>
    public required long Current { get; init; }

    public required bool Enforced { get; init; }

    /// <summary>Demand after operators' uplift and doubts; null where there is no forecast.</summary>
    public PredictedDemand? Demand { get; init; }

    /// <summary>Why nothing may change for it, as a reason; null when it may.</summary>
    public string? HoldReason { get; init; }

    /// <summary>Why the policy may not release anything; null when it may.</summary>
    public string? NoReleaseReason { get; init; }

    /// <summary>What instructions and doubts changed so far.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    public bool IsHeld => HoldReason is not null;
}
