using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Api.Allocations;

/// <summary>What one cycle moved between accounts.</summary>
public sealed record CycleShifts(CycleId CycleId, ResourceType ResourceType, IReadOnlyList<Shift> Shifts);
