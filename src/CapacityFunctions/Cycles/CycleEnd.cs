using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cycles;

/// <summary>How a cycle ends.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="Status">Completed, Failed or Abandoned.</param>
/// <param name="Reason">Why it did not complete; null when it did.</param>
public sealed record CycleEnd(CycleId CycleId, CycleStatus Status, string? Reason);
