using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Overrides.Bindings;

/// <summary>What an instruction meets in one resource type: the two questions that the next cycle asks without it, and the quotas.</summary>
/// <param name="Reservations">The question what to reserve.</param>
/// <param name="Allocations">The question how to divide it.</param>
/// <param name="Quotas">What the provider's quotas allow.</param>
public sealed record BindingFacts(ReservationPlanningInput Reservations, AllocationInput Allocations, IReadOnlyList<QuotaRoom> Quotas)
{
    public ResourceType ResourceType => Reservations.ResourceType;
}
