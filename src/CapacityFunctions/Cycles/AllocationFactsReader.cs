using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Allocations;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Cycles;

/// <summary>Reads what moves priorities and bounds the division of one resource type.</summary>
public sealed class AllocationFactsReader(AllocationStore allocations, IOptions<CapacityOptions> options)
{
    /// <summary>Of the division that is put into force; a cycle that asks twice finds the same, since its own division is not in force yet.</summary>
    /// <param name="resourceType">What is divided.</param>
    /// <param name="capacity">Units to divide.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AllocationFacts> ReadAsync(ResourceType resourceType, decimal capacity, CancellationToken cancellationToken)
    {
        CapacityOptions settings = options.Value;
        AllocationRecord? current = await allocations.CurrentAsync(resourceType, cancellationToken);
        return new AllocationFacts
        {
            Capacity = capacity,
            UpperLevel = settings.DecisionLevel,
            EnforcedOnly = true,
            Limits = settings.Allocation.Limits,
            Priorities = settings.Allocation.Priorities,
            Trails = TrailsOf(current),
            Units = BusinessUnitOptions.Of(settings.BusinessUnits, resourceType),
        };
    }

    private static Dictionary<AccountId, AllocationTrail> TrailsOf(AllocationRecord? division) =>
        division?.Result.Allocations
            .Where(allocation => allocation.Trail is not null)
            .ToDictionary(allocation => allocation.AccountId, allocation => allocation.Trail!) ?? [];
}
