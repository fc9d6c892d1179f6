using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Overrides;

namespace CapacityFunctions.Cycles;

/// <summary>Reads what the decisions of a cycle rest on.</summary>
public sealed class CycleInputs(
    AccountStore accounts, OutlookStore outlooks, AllocationStore allocations, OverrideStore overrides, ICapacityProvider provider)
{
    public async Task<IReadOnlyList<ResourceType>> ResourceTypesAsync(CycleId cycleId, CancellationToken cancellationToken) =>
        [.. (await outlooks.ListAsync(cycleId, cancellationToken)).Select(outlook => outlook.ResourceType).Distinct().Order()];

    public async Task<CycleDecisions> ReadAsync(CycleId cycleId, ResourceType resourceType, CancellationToken cancellationToken)
    {
        IReadOnlyList<SeriesOutlook> all = await outlooks.ListAsync(cycleId, cancellationToken);
        AllocationRecord? current = await allocations.CurrentAsync(resourceType, cancellationToken);
        return new CycleDecisions(
            cycleId,
            resourceType,
            await accounts.ListAsync(cancellationToken),
            all.Where(outlook => outlook.ResourceType == resourceType),
            await provider.ListReservationsAsync(resourceType, cancellationToken),
            current?.Result.Allocations.ToDictionary(allocation => allocation.AccountId, allocation => allocation.Amount) ?? [],
            await overrides.ListActiveAsync(cycleId.ScheduledAt, cancellationToken));
    }
}
