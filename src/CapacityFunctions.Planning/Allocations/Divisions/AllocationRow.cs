using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>One account while capacity is divided; amounts in whole steps.</summary>
internal sealed class AllocationRow(AccountAllocationState account, AccountOverrides overrides, List<string> reasons)
{
    internal AccountAllocationState Account { get; } = account;

    internal AccountOverrides Overrides { get; } = overrides;

    internal List<string> Reasons { get; } = reasons;

    internal required EffectivePriority Priority { get; init; }

    internal int EffectivePriority => Priority.Parts.Total;

    /// <summary>The business unit that bounds it; null: none does.</summary>
    internal UnitRow? Unit { get; set; }

    /// <summary>What it needs in units, before rounding to steps; null when that is not known (held).</summary>
    internal decimal? NeedAmount { get; init; }

    internal long Guarantee { get; init; }

    /// <summary>The guarantee without what is lent of it.</summary>
    internal required long OwnFloor { get; init; }

    /// <summary>The same, less where the business unit's maximum leaves no room for it.</summary>
    internal long Floor { get; set; }

    internal long Need { get; init; }

    internal long Upper { get; init; }

    /// <summary>The most that it may need before lent units are back.</summary>
    internal long Ahead { get; init; }

    internal long Maximum { get; init; }

    internal long Weight { get; init; }

    internal long Current { get; init; }

    /// <summary>In units: an amount that the division does not touch; null for accounts that take part in it.</summary>
    internal decimal? FixedAmount { get; set; }

    internal long Amount { get; set; }

    /// <summary>What its own guarantee and that of its business unit give it: no limit of movement may keep it from that.</summary>
    internal long Assured { get; set; }

    /// <summary>What base priority and service level alone would give; null where nothing was divided.</summary>
    internal long? Entitled { get; set; }

    internal AllocationRule Rule { get; set; }
}
