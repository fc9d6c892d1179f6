using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Storage.Allocations;

/// <summary>What one cycle asked the provider for to put its division of one resource type into force, and what came of it.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="ResourceType">What was divided.</param>
/// <param name="Changes">Limits that were asked for, givers first; empty where no limits are kept. Open ones of earlier cycles come along until they end.</param>
/// <param name="Shifts">What moved between accounts; empty until that is known.</param>
public sealed record ShiftRecord(CycleId CycleId, ResourceType ResourceType, IReadOnlyList<LimitChange> Changes, IReadOnlyList<Shift> Shifts)
{
    /// <summary>Whether the receivers' half was written down.</summary>
    public bool HasReceivers { get; init; }
}
