using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Storage.Allocations;

/// <summary>How one cycle divided one resource type; its shifts are in the result.</summary>
public sealed record AllocationRecord(CycleId CycleId, ResourceType ResourceType, AllocationResult Result);
