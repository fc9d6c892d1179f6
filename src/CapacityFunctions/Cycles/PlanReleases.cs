using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Reservations;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Cycles;

/// <summary>Lowers the releases that are left to what the increases before them allow, and says which are to be carried out.</summary>
public sealed class PlanReleases(Refusals refusals, RequestStore requests, DecisionStore decisions, ICapacityProvider provider)
{
    /// <returns>The releases to carry out, by id.</returns>
    [Function(nameof(PlanReleases))]
    public async Task<List<string>> RunAsync([ActivityTrigger] CycleRequest cycle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cycle);

        IReadOnlyList<ReservationRequest> asked = await requests.ListForCycleAsync(cycle.CycleId, cancellationToken);
        await refusals.RememberAsync(asked, cancellationToken);
        Dictionary<string, ReservationRequest> releases = asked
            .Where(request => request is { RequestType: RequestType.Decrease, Outcome: RequestOutcome.Intended })
            .ToDictionary(request => request.Id, StringComparer.Ordinal);
        if (releases.Count == 0)
        {
            return [];
        }

        ILookup<ResourceType, AccountDecision> decided =
            (await decisions.ListAsync(cycle.CycleId, cancellationToken)).ToLookup(decision => decision.ResourceType);
        foreach (IGrouping<ResourceType, ReservationRequest> byType in releases.Values.ToArray().GroupBy(request => request.ResourceType))
        {
            IReadOnlyList<Reservation> held = await provider.ListReservationsAsync(byType.Key, cancellationToken);
            IReadOnlyList<ReservationRequest> changed = CycleRemainder.FitReleases(byType, held, decided[byType.Key]);
            await requests.SaveAsync(changed, cancellationToken);
            foreach (ReservationRequest release in changed)
            {
                releases[release.Id] = release;
            }
        }

        return [.. releases.Values.Where(release => release.Outcome == RequestOutcome.Intended).Select(release => release.Id)];
    }
}
