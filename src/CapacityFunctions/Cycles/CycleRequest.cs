using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cycles;

/// <summary>Names the cycle that an orchestrator or activity works for.</summary>
public sealed record CycleRequest(CycleId CycleId);
