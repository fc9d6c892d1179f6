using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Cycles;

/// <summary>Decides what shall be reserved, and writes it down before anything is asked of the provider.</summary>
public sealed class PlanReservations(
    CycleInputs inputs,
    ICapacityProvider provider,
    RequestStore requests,
    DecisionStore decisions,
    TimeProvider time,
    IOptions<CapacityOptions> options)
{
    [Function(nameof(PlanReservations))]
    public async Task<ReservationOrders> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        string? tooLate = time.GetUtcNow() - cycle.CycleId.ScheduledAt > options.Value.CycleExpiresAfter
            ? "the cycle came too late after its scheduled time"
            : null;

        foreach (ResourceType resourceType in await inputs.ResourceTypesAsync(cycle.CycleId, cancellationToken))
        {
            CycleDecisions cycleDecisions = await inputs.ReadAsync(cycle.CycleId, resourceType, cancellationToken);
            IReadOnlyList<ZoneOffer> zones = await provider.ListZonesAsync(resourceType, cancellationToken);
            ReservationPlan plan = CapacityReservationManager.Plan(cycleDecisions.ReservationInput(options.Value.Policy, zones, tooLate));

            await requests.WriteIntentsAsync(cycleDecisions.Requests(plan), cancellationToken);
            await decisions.SaveAsync(cycleDecisions.Decide(plan), cancellationToken);
        }

        ILookup<RequestType, ReservationRequest> orders = (await requests.ListForCycleAsync(cycle.CycleId, cancellationToken))
            .Where(request => request.Outcome == RequestOutcome.Intended)
            .ToLookup(request => request.RequestType);
        return new ReservationOrders(
            [.. orders[RequestType.Decrease].Select(request => request.Id)],
            [.. orders[RequestType.Increase].Select(request => request.Id)],
            Abandoned: tooLate is not null);
    }
}
