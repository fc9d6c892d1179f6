using System.Runtime.InteropServices;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>One account in a division, in whole steps.</summary>
/// <param name="Base">Where its share begins to count: the floor.</param>
/// <param name="Lowest">What it has for certain; not below the base.</param>
/// <param name="Highest">Where it is satisfied; not below the lowest.</param>
/// <param name="Weight">Its share relative to the others; above 0 unless lowest equals highest.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FillRow(long Base, long Lowest, long Highest, long Weight);
