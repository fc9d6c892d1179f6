using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Reservations;

namespace CapacityFunctions.Cycles;

/// <summary>Turns refused increases into cool-downs, so that the same is not asked for again before it can succeed.</summary>
public sealed class Refusals(CoolDownStore coolDowns, ICapacityProvider provider, TimeProvider time)
{
    /// <summary>Remembers what follows from the refusals among these requests. Twice is as good as once, a moment longer.</summary>
    public async Task RememberAsync(IEnumerable<ReservationRequest> requests, CancellationToken cancellationToken)
    {
        ReservationRequest[] refused =
            [.. requests.Where(request => request is { RequestType: RequestType.Increase, Failure: not null, Outcome: not RequestOutcome.Pending })];
        if (refused.Length == 0)
        {
            return;
        }

        Dictionary<ResourceType, string?> families = (await provider.ListOffersAsync(cancellationToken))
            .ToDictionary(offer => offer.ResourceType, offer => offer.Family);
        DateTimeOffset now = time.GetUtcNow();
        await coolDowns.RememberAsync(
            refused.Select(request => CoolDownRule.After(
                request.Failure!, request.ResourceType, families.GetValueOrDefault(request.ResourceType), request.Zone, now)),
            cancellationToken);
    }
}
