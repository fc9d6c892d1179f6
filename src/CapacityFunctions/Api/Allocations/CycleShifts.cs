using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Api.Allocations;

/// <summary>What one cycle moved between accounts.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="ResourceType">Of what.</param>
/// <param name="Shifts">What moved; empty until that is known.</param>
/// <param name="Changes">Limits that the provider was asked for, with its answers; empty where it keeps none.</param>
public sealed record CycleShifts(CycleId CycleId, ResourceType ResourceType, IReadOnlyList<Shift> Shifts, IReadOnlyList<LimitChange> Changes);
