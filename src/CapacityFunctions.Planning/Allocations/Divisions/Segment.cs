using System.Runtime.InteropServices;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>Neighbours in the order of a division: the members of one business unit in one tier, or the tier's accounts without one.</summary>
/// <param name="Unit">Null: accounts without one.</param>
/// <param name="Start">The first row.</param>
/// <param name="Length">How many rows.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Segment(UnitRow? Unit, int Start, int Length);
