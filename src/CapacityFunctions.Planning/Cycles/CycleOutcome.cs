using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>Completes the decisions of a cycle with what was applied, and sums them up.</summary>
public static class CycleOutcome
{
    /// <summary>Adds the allocation to each decision.</summary>
    /// <param name="decisions">The decisions as the reservations were planned, of one resource type.</param>
    /// <param name="enforced">How the capacity that is held was divided; accounts in Recommend mode keep theirs in it.</param>
    /// <param name="recommended">How the planned capacity would be divided if every account were enforced.</param>
    public static IReadOnlyList<AccountDecision> WithAllocation(
        IEnumerable<AccountDecision> decisions, AllocationResult enforced, AllocationResult recommended)
    {
        Dictionary<AccountId, AccountAllocation> applied = enforced.Allocations.ToDictionary(allocation => allocation.AccountId);
        Dictionary<AccountId, AccountAllocation> shown = recommended.Allocations.ToDictionary(allocation => allocation.AccountId);
        Dictionary<AccountId, decimal> unmet = enforced.Unmet.ToDictionary(need => need.AccountId, need => need.Amount);
        return
        [
            .. decisions.Select(decision =>
            {
                AccountAllocation allocation = (decision.Mode == OperatingMode.Enforce ? applied : shown)[decision.AccountId];
                return decision with
                {
                    AllocatedAfter = allocation.Amount,
                    EffectivePriority = allocation.EffectivePriority,
                    Unmet = decision.Mode == OperatingMode.Enforce ? unmet.GetValueOrDefault(decision.AccountId) : 0,

                    // A held account has one reason for both.
                    Reasons = decision.HoldReason is null ? [.. decision.Reasons, .. allocation.Reasons] : decision.Reasons,
                };
            }),
        ];
    }

    /// <summary>Adds what the provider made of the requests: an enforced decision ends with what is really held.</summary>
    public static IReadOnlyList<AccountDecision> WithReservations(
        IEnumerable<AccountDecision> decisions, IEnumerable<Reservation> held, IEnumerable<ReservationRequest> requests)
    {
        ILookup<AccountId, Reservation> reservations = held.ToLookup(reservation => reservation.AccountId);
        ILookup<AccountId, ReservationRequest> refusals = requests
            .Where(request => request.Outcome is RequestOutcome.Refused or RequestOutcome.Reduced)
            .ToLookup(request => request.AccountId);
        return
        [
            .. decisions.Select(decision => decision.Mode == OperatingMode.Recommend
                ? decision
                : decision with
                {
                    ReservedAfter = reservations[decision.AccountId]
                        .Where(reservation => reservation.Quantity > 0)
                        .OrderBy(reservation => reservation.Zone, StringComparer.Ordinal)
                        .ToDictionary(reservation => reservation.Zone, reservation => reservation.Quantity, StringComparer.Ordinal),
                    Reasons =
                    [
                        .. decision.Reasons,
                        .. refusals[decision.AccountId].Select(request => $"zone {request.Zone}: {request.OutcomeReason}"),
                    ],
                }),
        ];
    }

    /// <summary>The cycle in numbers, over all resource types.</summary>
    /// <param name="decisions">All decisions of the cycle.</param>
    /// <param name="requests">All its requests with their outcomes.</param>
    /// <param name="shifts">How many transfers between accounts were applied.</param>
    /// <param name="priceOf">Price of one unit for an hour by resource type and zone.</param>
    public static CycleSummary Summarise(
        IReadOnlyCollection<AccountDecision> decisions,
        IReadOnlyCollection<ReservationRequest> requests,
        int shifts,
        Func<ResourceType, string, decimal> priceOf)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(requests);

        return new CycleSummary
        {
            Accounts = decisions.Select(decision => decision.AccountId).Distinct().Count(),
            Series = decisions.Count,
            FallbackForecasts = decisions.Count(decision => decision.FallbackReason is not null),
            Held = decisions.Count(decision => decision.HoldReason is not null),
            Increases = requests.Count(request => request is { RequestType: RequestType.Increase, Outcome: RequestOutcome.Applied or RequestOutcome.Reduced }),
            Decreases = requests.Count(request => request is { RequestType: RequestType.Decrease, Outcome: RequestOutcome.Applied or RequestOutcome.Reduced }),
            FailedRequests = requests.Count(request => request.Outcome == RequestOutcome.Refused),
            Shifts = shifts,
            Unmet = decisions.Sum(decision => decision.Unmet),
            CostPerHourBefore = decisions.Sum(decision => Cost(decision, decision.ReservedBefore)),
            CostPerHourAfter = decisions.Sum(decision =>
                Cost(decision, decision.Mode == OperatingMode.Enforce ? decision.ReservedAfter : decision.ReservedBefore)),
            ActiveOverrides = decisions.SelectMany(decision => decision.Overrides).Select(entry => entry.Id).Distinct(StringComparer.Ordinal).Count(),
        };

        decimal Cost(AccountDecision decision, IReadOnlyDictionary<string, decimal> byZone) =>
            byZone.Sum(zone => zone.Value * priceOf(decision.ResourceType, zone.Key));
    }
}
