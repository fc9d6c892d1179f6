using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Cycles;

/// <summary>Divides the capacity that is held now among the accounts, and writes the division into the decisions.</summary>
public sealed class AllocateCapacity(CycleInputs inputs, ICapacityProvider provider, DecisionStore decisions, DivisionStore divisions, IOptions<CapacityOptions> options)
{
    private static readonly Dictionary<AccountId, ServiceLevelObservation> NothingMeasured = [];

    [Function(nameof(AllocateCapacity))]
    public async Task RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        double level = options.Value.DecisionLevel;
        IReadOnlyList<AccountDecision> decided = await decisions.ListAsync(cycle.CycleId, cancellationToken);
        foreach (IGrouping<ResourceType, AccountDecision> byType in decided.GroupBy(decision => decision.ResourceType))
        {
            CycleDecisions cycleDecisions = await inputs.ReadAsync(cycle.CycleId, byType.Key, cancellationToken);
            IReadOnlyList<Reservation> held = await provider.ListReservationsAsync(byType.Key, cancellationToken);

            AllocationResult enforced = ResourceAllocationController.Allocate(cycleDecisions.AllocationInput(
                held.Sum(reservation => reservation.Quantity), new AllocationLimits(), NothingMeasured, level, enforcedOnly: true));
            AllocationResult recommended = ResourceAllocationController.Allocate(cycleDecisions.AllocationInput(
                byType.Sum(decision => decision.ReservedAfter.Values.Sum()), new AllocationLimits(), NothingMeasured, level, enforcedOnly: false));

            await divisions.SaveAsync(cycle.CycleId, byType.Key, enforced, cancellationToken);
            await decisions.SaveAsync(CycleOutcome.WithAllocation(byType, enforced, recommended), cancellationToken);
        }
    }
}
