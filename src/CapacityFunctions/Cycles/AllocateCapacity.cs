using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>
/// Divides the capacity that will be held when the cycle's last releases are through, and writes the division into the decisions: what is about to be
/// released is promised to nobody.
/// </summary>
public sealed class AllocateCapacity(
    CycleInputs inputs,
    AllocationFactsReader reader,
    ICapacityProvider provider,
    RequestStore requests,
    DecisionStore decisions,
    DivisionStore divisions)
{
    [Function(nameof(AllocateCapacity))]
    public async Task RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        IReadOnlyList<AccountDecision> decided = await decisions.ListAsync(cycle.CycleId, cancellationToken);
        IReadOnlyList<ReservationRequest> asked = await requests.ListForCycleAsync(cycle.CycleId, cancellationToken);
        IReadOnlyDictionary<AccountId, IReadOnlyList<ServiceLevelSample>> samples = await reader.SamplesAsync(cycle.CycleId.ScheduledAt, cancellationToken);
        foreach (IGrouping<ResourceType, AccountDecision> byType in decided.GroupBy(decision => decision.ResourceType))
        {
            CycleDecisions cycleDecisions = await inputs.ReadAsync(cycle.CycleId, byType.Key, cancellationToken);
            IReadOnlyList<Reservation> held = await provider.ListReservationsAsync(byType.Key, cancellationToken);
            AllocationFacts facts = await reader.ReadAsync(
                byType.Key, CycleRemainder.StayingOf(held, asked.Where(request => request.ResourceType == byType.Key)), samples, cancellationToken);

            // Both start from what is in force, and only the enforced one's trail goes on: waiting that was never real must not raise anybody.
            AllocationResult enforced = ResourceAllocationController.Allocate(cycleDecisions.AllocationInput(facts));
            AllocationResult recommended = ResourceAllocationController.Allocate(cycleDecisions.AllocationInput(facts with
            {
                Capacity = byType.Sum(decision => decision.ReservedAfter.Values.Sum()),
                EnforcedOnly = false,
            }));

            await divisions.SaveAsync(cycle.CycleId, byType.Key, enforced, cancellationToken);
            AllocationResult? withoutOverrides = cycleDecisions.AllocateWithoutOverrides(facts, byType);
            await decisions.SaveAsync(CycleOutcome.WithAllocation(byType, enforced, recommended, withoutOverrides), cancellationToken);
        }
    }
}
