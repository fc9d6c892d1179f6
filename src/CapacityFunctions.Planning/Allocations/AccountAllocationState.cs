using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>What the allocation knows of one account before it decides. Amounts in resource units.</summary>
public sealed record AccountAllocationState
{
    public required AccountId AccountId { get; init; }

    /// <summary>One of the input's groups; null: none bounds it.</summary>
    public string? BusinessUnit { get; init; }

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

    /// <summary>The highest predicted demand within the time that it takes to get lent units back; null: not known, and lending looks at the need of now.</summary>
    public double? DemandAhead { get; init; }

    /// <summary>The highest upper bound within that time; null: not known; not below <see cref="DemandAhead"/>.</summary>
    public double? UpperDemandAhead { get; init; }

    /// <summary>Units allocated now.</summary>
    public decimal Current { get; init; }

    public ServiceLevelObservation? Sla { get; init; }

    /// <summary>What the last division left; null: this is the first.</summary>
    public AllocationTrail? Trail { get; init; }

    /// <summary>Why this account's allocation must stay as it is (stale usage); null when it may move.</summary>
    public string? HoldReason { get; init; }
}
