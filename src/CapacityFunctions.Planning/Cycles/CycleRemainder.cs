using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Planning.Reservations.Requests;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>What is left to do in a cycle once its increases were asked for. All of one resource type.</summary>
public static class CycleRemainder
{
    /// <summary>The accounts that a full zone left short, for which another zone is worth a try in the same cycle.</summary>
    public static IReadOnlySet<AccountId> ShortOf(IEnumerable<ReservationRequest> requests) => requests
        .Where(request => request is
        {
            RequestType: RequestType.Increase,
            Outcome: RequestOutcome.Refused or RequestOutcome.Reduced,
            Failure.Class: FailureClass.ZoneFull,
        })
        .Select(request => request.AccountId)
        .ToHashSet();

    /// <summary>
    /// Lowers releases so that no account ends with less in total than was planned for it: where an increase was not granted, the release that
    /// was to follow it is not either; and what is still under way is not there yet. Doing it twice changes nothing.
    /// </summary>
    /// <param name="requests">All requests of the cycle.</param>
    /// <param name="held">What is held now, after the increases.</param>
    /// <param name="decisions">What was planned, by account.</param>
    /// <returns>The releases that change, with a smaller amount or <see cref="RequestOutcome.Withdrawn"/>.</returns>
    public static IReadOnlyList<ReservationRequest> FitReleases(
        IEnumerable<ReservationRequest> requests, IEnumerable<Reservation> held, IEnumerable<AccountDecision> decisions)
    {
        Dictionary<AccountId, decimal> holding = held.GroupBy(reservation => reservation.AccountId)
            .ToDictionary(account => account.Key, account => account.Sum(reservation => reservation.Quantity));
        Dictionary<AccountId, decimal> planned = decisions.ToDictionary(decision => decision.AccountId, decision => decision.ReservedAfter.Values.Sum());
        return
        [
            .. requests
                .Where(request => request is { RequestType: RequestType.Decrease, Outcome: RequestOutcome.Intended })
                .OrderBy(request => request.Id, StringComparer.Ordinal)
                .GroupBy(request => request.AccountId)
                .SelectMany(releases => Fit(
                    [.. releases],
                    holding.GetValueOrDefault(releases.Key),
                    planned.GetValueOrDefault(releases.Key))),
        ];
    }

    /// <summary>Units that are held once the releases that are still intended have been carried out.</summary>
    /// <param name="held">What is held now.</param>
    /// <param name="requests">All requests of the cycle; of one resource type, as everything here.</param>
    public static decimal StayingOf(IEnumerable<Reservation> held, IEnumerable<ReservationRequest> requests)
    {
        Dictionary<(AccountId, string), decimal> targets = requests
            .Where(request => request is { RequestType: RequestType.Decrease, Outcome: RequestOutcome.Intended })
            .GroupBy(request => (request.AccountId, request.Zone))
            .ToDictionary(place => place.Key, place => place.Min(request => request.Target));
        return held.Sum(reservation => Math.Min(
            reservation.Quantity, targets.GetValueOrDefault((reservation.AccountId, reservation.Zone), reservation.Quantity)));
    }

    private static IEnumerable<ReservationRequest> Fit(IReadOnlyList<ReservationRequest> releases, decimal holds, decimal planned)
    {
        decimal shortfall = Math.Max(0, releases.Sum(release => release.Amount) - Math.Max(0, holds - planned));
        foreach (ReservationRequest release in releases.TakeWhile(_ => shortfall > 0))
        {
            ReservationRequest? left = RequestOrder.AfterIncreases(release, shortfall);
            shortfall -= release.Amount - (left?.Amount ?? 0);
            yield return left ?? release with
            {
                Outcome = RequestOutcome.Withdrawn,
                OutcomeReason = "kept, because the increase that it was to follow is not there",
            };
        }
    }
}
