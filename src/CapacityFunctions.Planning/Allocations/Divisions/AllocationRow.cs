using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>One account while capacity is divided; amounts in whole steps.</summary>
internal sealed class AllocationRow(AccountAllocationState account, AccountOverrides overrides)
{
    internal AccountAllocationState Account { get; } = account;

    internal AccountOverrides Overrides { get; } = overrides;

    internal List<string> Reasons { get; } = [];

    internal int EffectivePriority { get; init; }

    /// <summary>What it needs in units, before rounding to steps; null when that is not known (held).</summary>
    internal decimal? NeedAmount { get; init; }

    internal long Floor { get; init; }

    internal long Need { get; init; }

    internal long Upper { get; init; }

    internal long Maximum { get; init; }

    internal long Weight { get; init; }

    internal long Current { get; init; }

    /// <summary>In units: an amount that the division does not touch; null for accounts that take part in it.</summary>
    internal decimal? FixedAmount { get; set; }

    internal long Amount { get; set; }
}
