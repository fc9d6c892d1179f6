using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Allocations.Transfers;

/// <summary>Keeps reservations from being released while limits that are in force still need them.</summary>
public static class ReleaseGuard
{
    /// <summary>The releases that have to wait, largest first until what stays held covers all limits. All of one resource type.</summary>
    /// <param name="releases">Releases that were not carried out yet.</param>
    /// <param name="held">Units that are held.</param>
    /// <param name="limits">Limits, with what is under way.</param>
    /// <returns>Those that are not to be carried out, as <see cref="RequestOutcome.Withdrawn"/>.</returns>
    public static IReadOnlyList<ReservationRequest> Withhold(
        IEnumerable<ReservationRequest> releases, decimal held, IEnumerable<AccountLimit> limits)
    {
        ReservationRequest[] open =
        [
            .. releases
                .Where(request => request is { RequestType: RequestType.Decrease, Outcome: RequestOutcome.Intended })
                .OrderByDescending(request => request.Amount)
                .ThenBy(request => request.Id, StringComparer.Ordinal),
        ];
        decimal missing = limits.Sum(limit => limit.Most) - (held - open.Sum(request => request.Amount));
        List<ReservationRequest> withheld = [];
        foreach (ReservationRequest release in open)
        {
            if (missing <= 0)
            {
                break;
            }

            missing -= release.Amount;
            withheld.Add(release with
            {
                Outcome = RequestOutcome.Withdrawn,
                OutcomeReason = "kept, because limits of accounts that are in force still need it",
            });
        }

        return withheld;
    }
}
