using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>Completes the decisions of a cycle with what was applied, and sums them up.</summary>
public static class CycleOutcome
{
    /// <summary>Adds the allocation to each decision.</summary>
    /// <param name="decisions">The decisions as the reservations were planned, of one resource type.</param>
    /// <param name="enforced">How the capacity that is held was divided; accounts in Recommend mode keep theirs in it.</param>
    /// <param name="recommended">How the planned capacity would be divided if every account were enforced.</param>
    /// <param name="withoutOverrides">How it would be divided without any override; null where there is none.</param>
    public static IReadOnlyList<AccountDecision> WithAllocation(
        IEnumerable<AccountDecision> decisions, AllocationResult enforced, AllocationResult recommended, AllocationResult? withoutOverrides = null)
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
                    Division = allocation with { Trail = null },
                    WithoutOverrides = decision.WithoutOverrides?.With(decision.AccountId, withoutOverrides),
                    EffectivePriority = allocation.EffectivePriority,

                    // What could not be reserved can't be divided either: the same units, so not the sum of both.
                    Unmet = decision.Mode == OperatingMode.Enforce ? Math.Max(decision.Unmet, unmet.GetValueOrDefault(decision.AccountId)) : 0,

                    // A held account has one reason for both.
                    Reasons = decision.HoldReason is null ? [.. decision.Reasons, .. allocation.Reasons] : decision.Reasons,
                };
            }),
        ];
    }

    /// <summary>Adds what the provider made of the requests: an enforced decision ends with what is really held, and with what it lacks of its plan.</summary>
    /// <param name="decisions">The decisions so far, of one resource type.</param>
    /// <param name="held">What is held at the end.</param>
    /// <param name="requests">The requests of the cycle, and those of earlier ones that the provider is still at.</param>
    public static IReadOnlyList<AccountDecision> WithReservations(
        IEnumerable<AccountDecision> decisions, IEnumerable<Reservation> held, IEnumerable<ReservationRequest> requests)
    {
        ILookup<AccountId, Reservation> reservations = held.ToLookup(reservation => reservation.AccountId);
        ILookup<AccountId, ReservationRequest> notable = requests
            .Where(request => request.Outcome is RequestOutcome.Refused or RequestOutcome.Reduced or RequestOutcome.Pending or RequestOutcome.Withdrawn)
            .ToLookup(request => request.AccountId);
        return
        [
            .. decisions.Select(decision => decision.Mode == OperatingMode.Recommend
                ? decision with { CostPerHourAfter = decision.Terms?.CostOf(decision.ReservedAfter) }
                : With(decision, [.. reservations[decision.AccountId]], [.. notable[decision.AccountId]])),
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
            PendingRequests = requests.Count(request => request.Outcome is RequestOutcome.Pending or RequestOutcome.Intended),
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

    private static AccountDecision With(AccountDecision decision, IReadOnlyList<Reservation> held, IReadOnlyList<ReservationRequest> notable)
    {
        decimal refused = notable
            .Where(request => request is { RequestType: RequestType.Increase, Outcome: RequestOutcome.Refused or RequestOutcome.Reduced })
            .Sum(request => request.Target - (request.Granted ?? request.Before));
        decimal lacking = Math.Min(refused, decision.ReservedAfter.Values.Sum() - held.Sum(reservation => reservation.Quantity) - UnderWay(notable));
        Dictionary<string, decimal> after = held
            .Where(reservation => reservation.Quantity > 0)
            .OrderBy(reservation => reservation.Zone, StringComparer.Ordinal)
            .ToDictionary(reservation => reservation.Zone, reservation => reservation.Quantity, StringComparer.Ordinal);
        return decision with
        {
            ReservedAfter = after,
            CostPerHourAfter = decision.Terms?.CostOf(after),
            Unmet = Math.Max(decision.Unmet, lacking),
            Reasons = [.. decision.Reasons, .. notable.Where(request => request.CycleId == decision.CycleId).Select(Describe)],
        };
    }

    private static decimal UnderWay(IEnumerable<ReservationRequest> requests) => requests
        .Where(request => request.Outcome == RequestOutcome.Pending)
        .Sum(request => Math.Max(0, (request.Granted ?? request.Target) - request.Before));

    private static string Describe(ReservationRequest request) => request switch
    {
        { Outcome: RequestOutcome.Pending } => $"zone {request.Zone}: {Amounts.Text(request.Granted ?? request.Target)} are under way",
        { Failure: { } failure } => $"zone {request.Zone}: {request.OutcomeReason} ({failure.Class})",
        _ => $"zone {request.Zone}: {request.OutcomeReason}",
    };
}
