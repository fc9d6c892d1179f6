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

    /// <summary>Demand after operators' uplift; null where there is no forecast.</summary>
    public PredictedDemand? Demand { get; init; }

    /// <summary>Why nothing may change for it, as a reason; null when it may.</summary>
    public string? HoldReason { get; init; }

    /// <summary>What instructions changed so far.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    public bool IsHeld => HoldReason is not null;
}
