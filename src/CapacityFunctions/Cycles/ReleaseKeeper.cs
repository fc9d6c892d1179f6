using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Reservations;

namespace CapacityFunctions.Cycles;

/// <summary>Withdraws releases of what limits that are in force still need.</summary>
public sealed class ReleaseKeeper(LimitBook limits, ShiftStore shifts, RequestStore requests, ICapacityProvider provider)
{
    /// <returns>The requests as they are now, those that were withdrawn as such.</returns>
    public async Task<IReadOnlyList<ReservationRequest>> WithholdAsync(
        IReadOnlyList<ReservationRequest> asked, CancellationToken cancellationToken)
    {
        Dictionary<string, ReservationRequest> withheld = new(StringComparer.Ordinal);
        foreach (IGrouping<ResourceType, ReservationRequest> releases in asked
            .Where(request => request is { RequestType: RequestType.Decrease, Outcome: RequestOutcome.Intended })
            .GroupBy(request => request.ResourceType))
        {
            if (!limits.Keeps(releases.Key))
            {
                continue;
            }

            decimal held = (await provider.ListReservationsAsync(releases.Key, cancellationToken)).Sum(reservation => reservation.Quantity);
            IReadOnlyList<LimitChange> changes = (await shifts.NewestAsync(releases.Key, cancellationToken))?.Changes ?? [];
            IReadOnlyList<ReservationRequest> kept = ReleaseGuard.Withhold(
                releases, held, await limits.ReadAsync(releases.Key, division: null, changes, cancellationToken));
            await requests.SaveAsync(kept, cancellationToken);
            foreach (ReservationRequest request in kept)
            {
                withheld[request.Id] = request;
            }
        }

        return [.. asked.Select(request => withheld.GetValueOrDefault(request.Id, request))];
    }
}
