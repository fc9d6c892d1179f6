namespace CapacityFunctions.Planning.Allocations;

/// <summary>Limits that hold for the accounts of one business unit together. Amounts in resource units.</summary>
public sealed record BusinessUnitState
{
    public required string Name { get; init; }

    /// <summary>Units that its accounts together get when they need them, even under contention.</summary>
    public decimal GuaranteedMinimum { get; init; }

    /// <summary>Units that its accounts together never exceed; null when nothing bounds them.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Part of the guarantee that other units may use while it is not needed.</summary>
    public decimal Lendable { get; init; }

    /// <summary>Share inside a tier, relative to other units and to accounts without one; above 0.</summary>
    public double Weight { get; init; } = 1;
}
