using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>What the allocation knows of one account before it decides. Amounts in resource units.</summary>
public sealed record AccountAllocationState
{
    public required AccountId AccountId { get; init; }

    /// <summary>Base priority tier, 0 or more.</summary>
    public int Priority { get; init; } = 1;

    /// <summary>Share inside the tier; above 0.</summary>
    public double Weight { get; init; } = 1;

    public decimal GuaranteedMinimum { get; init; }

    public decimal? Maximum { get; init; }

    /// <summary>Part of the guarantee that may be lent while it is not needed.</summary>
    public decimal Lendable { get; init; }

    /// <summary>Units in use now.</summary>
    public double Usage { get; init; }

    /// <summary>Predicted demand.</summary>
    public double Demand { get; init; }

    /// <summary>Upper bound of the predicted demand; not below the demand.</summary>
    public double UpperDemand { get; init; }

    /// <summary>Units allocated now.</summary>
    public decimal Current { get; init; }

    public ServiceLevelObservation? Sla { get; init; }

    /// <summary>Why this account's allocation must stay as it is (stale usage); null when it may move.</summary>
    public string? HoldReason { get; init; }
}
