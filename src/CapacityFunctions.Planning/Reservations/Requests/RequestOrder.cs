using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Reservations.Requests;

/// <summary>
/// In which order requests are carried out: three waves, each begun when the one before it has ended; inside a wave the order is free.
/// 1. Releases in a zone that cannot carry its increases otherwise, by accounts that raise nothing.
/// 2. All increases.
/// 3. All other releases: a release that is the other half of a move waits until the increase is there, and shrinks by what that lacks
/// (<see cref="AfterIncreases"/>).
/// </summary>
/// <remarks>Placement counts on the first wave: see <see cref="IsCertain"/>.</remarks>
/// <param name="First">Releases that increases need.</param>
/// <param name="Increases">Raises.</param>
/// <param name="Last">Releases that nobody waits for.</param>
public sealed record RequestOrder(
    IReadOnlyList<ReservationRequest> First, IReadOnlyList<ReservationRequest> Increases, IReadOnlyList<ReservationRequest> Last)
{
    /// <param name="requests">Those to carry out (none that is only recommended), of any resource types; their order does not matter.</param>
    /// <param name="offers">What each zone had left when they were planned, by resource type.</param>
    /// <returns>Each request once, by id inside its wave.</returns>
    public static RequestOrder Of(
        IEnumerable<ReservationRequest> requests, IReadOnlyDictionary<ResourceType, IReadOnlyList<ZoneOffer>> offers)
    {
        ArgumentNullException.ThrowIfNull(offers);
        ReservationRequest[] all = [.. requests.OrderBy(request => request.Id, StringComparer.Ordinal)];
        ReservationRequest[] increases = [.. all.Where(request => request.RequestType == RequestType.Increase)];
        HashSet<(AccountId, ResourceType)> raising = [.. increases.Select(request => (request.AccountId, request.ResourceType))];
        HashSet<(ResourceType, string)> full =
        [
            .. increases.GroupBy(request => (request.ResourceType, request.Zone))
                .Where(zone => zone.Sum(request => request.Amount) > Available(zone.Key.ResourceType, zone.Key.Zone))
                .Select(zone => zone.Key),
        ];
        ILookup<bool, ReservationRequest> releases = all
            .Where(request => request.RequestType == RequestType.Decrease)
            .ToLookup(request => full.Contains((request.ResourceType, request.Zone))
                && IsCertain(raising.Contains((request.AccountId, request.ResourceType))));
        return new RequestOrder([.. releases[true]], increases, [.. releases[false]]);

        decimal Available(ResourceType resourceType, string zone) =>
            offers.GetValueOrDefault(resourceType)?.FirstOrDefault(offer => string.Equals(offer.Zone, zone, StringComparison.Ordinal))?.Available ?? 0;
    }

    /// <summary>
    /// What is left of a release when increases of the same account and resource type were not granted whole: so much less is released, so
    /// that the account does not end below its target in total.
    /// </summary>
    /// <param name="release">A release.</param>
    /// <param name="shortfall">Units that its account's increases lack; 0 or more. Of several releases, pass to each what the ones before it left over.</param>
    /// <returns>Null when nothing is left to release.</returns>
    public static ReservationRequest? AfterIncreases(ReservationRequest release, decimal shortfall)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentOutOfRangeException.ThrowIfNegative(shortfall);
        return shortfall >= release.Amount
            ? null
            : release with { Amount = release.Amount - shortfall, Target = release.Target + shortfall };
    }

    /// <summary>Whether a release can go before all increases, so that another account's increase may count on it.</summary>
    /// <param name="raisesElsewhere">Whether its account raises another zone in the same decision: then it is half of a move and waits.</param>
    internal static bool IsCertain(bool raisesElsewhere) => !raisesElsewhere;
}
