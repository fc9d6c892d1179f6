using System.Runtime.InteropServices;

namespace CapacityFunctions.Planning.Timelines;

/// <summary>What a group used at an instant.</summary>
/// <param name="At">UTC.</param>
/// <param name="Value">Resource units.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DemandPoint(DateTimeOffset At, double Value);
