using System.Text.Json;
using Azure;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Overrides;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Cycles;

/// <summary>Reads what the decisions of a cycle rest on.</summary>
public sealed class CycleInputs(
    CycleStore cycles,
    AccountStore accounts,
    OutlookStore outlooks,
    AllocationStore allocations,
    OverrideStore overrides,
    RequestStore requests,
    ICapacityProvider provider,
    ILogger<CycleInputs> logger)
{
    public async Task<IReadOnlyList<ResourceType>> ResourceTypesAsync(CycleId cycleId, CancellationToken cancellationToken) =>
        [.. (await outlooks.ListAsync(cycleId, cancellationToken)).Select(outlook => outlook.ResourceType).Distinct().Order()];

    /// <summary>For the division of what is held.</summary>
    public Task<CycleDecisions> ReadAsync(CycleId cycleId, ResourceType resourceType, CancellationToken cancellationToken) =>
        ReadAsync(cycleId, cycleId, resourceType, pending: [], cancellationToken);

    /// <summary>For a reservation decision, which also looks at what of earlier ones is still under way.</summary>
    /// <param name="cycleId">The cycle that decides.</param>
    /// <param name="forecastsOf">The cycle whose forecasts it rests on: itself, or an earlier one for a preview.</param>
    /// <param name="resourceType">Of what.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<CycleDecisions> ReadForPlanningAsync(
        CycleId cycleId, CycleId forecastsOf, ResourceType resourceType, CancellationToken cancellationToken) =>
        await ReadAsync(
            cycleId,
            forecastsOf,
            resourceType,
            (await requests.ListOpenAsync(cycleId, cancellationToken)).Where(request => request.ResourceType == resourceType),
            cancellationToken);

    private async Task<CycleDecisions> ReadAsync(
        CycleId cycleId,
        CycleId forecastsOf,
        ResourceType resourceType,
        IEnumerable<ReservationRequest> pending,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<SeriesOutlook> all = await outlooks.ListAsync(forecastsOf, cancellationToken);
        AllocationRecord? current = await allocations.CurrentAsync(resourceType, cancellationToken);
        return new CycleDecisions(
            cycleId,
            resourceType,
            await accounts.ListAsync(cancellationToken),
            all.Where(outlook => outlook.ResourceType == resourceType),
            await provider.ListReservationsAsync(resourceType, cancellationToken),
            current?.Result.Allocations.ToDictionary(allocation => allocation.AccountId, allocation => allocation.Amount) ?? [],
            await InForceAsync(cycleId, cancellationToken),
            pending);
    }

    /// <summary>
    /// The instructions in force when the cycle started (one that is only foreseen: at its scheduled time); when they can't be read, the freeze that may
    /// be among them.
    /// </summary>
    public async Task<IReadOnlyList<Override>> InForceAsync(CycleId cycleId, CancellationToken cancellationToken)
    {
        try
        {
            DateTimeOffset startedAt = (await cycles.GetAsync(cycleId, cancellationToken))?.StartedAt ?? cycleId.ScheduledAt;
            return CycleOverrides.InForce(await overrides.ListActiveAsync(startedAt, cancellationToken), cycleId, startedAt);
        }
        catch (Exception unreadable) when (unreadable is RequestFailedException or AggregateException or JsonException or InvalidDataException)
        {
            string cause = FirstLine(unreadable.Message);
            logger.OverridesUnreadable(cycleId, cause);
            return [FailSafe.FreezeAt(cycleId.ScheduledAt, cause)];
        }
    }

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();
}
