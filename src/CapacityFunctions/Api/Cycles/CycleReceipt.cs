using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Api.Cycles;

/// <summary>Names the cycle that a request led to.</summary>
public sealed record CycleReceipt(CycleId Id);
