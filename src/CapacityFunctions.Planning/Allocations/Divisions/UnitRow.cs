namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>One business unit while capacity is divided: what its members in the division have together; in whole steps.</summary>
internal sealed class UnitRow
{
    internal required string Name { get; init; }

    /// <summary>Position by name.</summary>
    internal required int Index { get; init; }

    /// <summary>What is left of the guarantee beside members that are held or pinned.</summary>
    internal required long Guarantee { get; init; }

    /// <summary>What is left of the maximum beside them.</summary>
    internal required long Maximum { get; init; }

    internal required long Lendable { get; init; }

    internal required long Weight { get; init; }

    /// <summary>What it has for certain: the floors of its members, and its guarantee without what it lends.</summary>
    internal long Floor { get; set; }

    internal long Lent { get; set; }

    internal long Amount { get; set; }

    internal bool IsFull => Amount >= Maximum;
}
