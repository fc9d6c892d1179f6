using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Previews;

/// <summary>
/// What a cycle would decide, by the same calls that it makes: plan, carry out, divide. The one assumption is that the provider grants at once
/// whatever is asked of it.
/// </summary>
public static class CycleForesight
{
    /// <param name="decisions">The cycle, of one resource type.</param>
    /// <param name="policy">The rules for reservations.</param>
    /// <param name="facts">What they look at.</param>
    /// <param name="held">What is held now.</param>
    /// <param name="allocation">What the division looks at; its capacity is replaced by what will be held.</param>
    public static IReadOnlyList<AccountDecision> Decide(
        CycleDecisions decisions, ReservationPolicy policy, ReservationFacts facts, IReadOnlyList<Reservation> held, AllocationFacts allocation)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(allocation);

        ReservationPlan plan = CapacityReservationManager.Plan(decisions.ReservationInput(policy, facts));
        IReadOnlyList<AccountDecision> decided = decisions.Decide(plan);
        IReadOnlyList<Reservation> granted = Granted(held, decisions.Requests(plan));
        AllocationResult enforced = ResourceAllocationController.Allocate(
            decisions.AllocationInput(allocation with { Capacity = granted.Sum(reservation => reservation.Quantity), EnforcedOnly = true }));
        AllocationResult recommended = ResourceAllocationController.Allocate(decisions.AllocationInput(
            allocation with { Capacity = decided.Sum(decision => decision.ReservedAfter.Values.Sum()), EnforcedOnly = false }));
        return CycleOutcome.WithReservations(CycleOutcome.WithAllocation(decided, enforced, recommended), granted, []);
    }

    private static List<Reservation> Granted(IReadOnlyList<Reservation> held, IReadOnlyList<ReservationRequest> requests)
    {
        Dictionary<(string Account, string Zone), ReservationRequest> changes = requests
            .Where(request => request.Outcome == RequestOutcome.Intended)
            .ToDictionary(request => (request.AccountId.Value, request.Zone));
        List<Reservation> granted =
        [
            .. held.Select(reservation => changes.Remove((reservation.AccountId.Value, reservation.Zone), out ReservationRequest? change)
                ? reservation with { Quantity = change.Target }
                : reservation),
        ];
        granted.AddRange(changes.Values.Select(change => new Reservation(change.AccountId, change.ResourceType, change.Zone, change.Target)));
        return granted;
    }
}
