using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Providers;

/// <summary>Whoever holds capacity: the cloud, or the ledger that stands in for it.</summary>
public interface ICapacityProvider
{
    /// <summary>The resource types that can be reserved, by name.</summary>
    Task<IReadOnlyList<ResourceOffer>> ListOffersAsync(CancellationToken cancellationToken = default);

    /// <summary>Zones with price and what is left, by name.</summary>
    Task<IReadOnlyList<ZoneOffer>> ListZonesAsync(ResourceType resourceType, CancellationToken cancellationToken = default);

    /// <summary>
    /// Everything held above 0, by account, then by zone; with what is in use of it where the provider knows. Of an increase that is under way, what
    /// was held before: nothing can run on the rest yet.
    /// </summary>
    Task<IReadOnlyList<Reservation>> ListReservationsAsync(ResourceType resourceType, CancellationToken cancellationToken = default);

    /// <summary>The quotas that an increase of this resource type counts against; empty where there is none.</summary>
    Task<IReadOnlyList<QuotaReading>> ReadQuotaAsync(ResourceType resourceType, CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks for an absolute quantity. The same request id is carried out once: asked again, it tells what became of it. A refusal is a value; what
    /// is thrown (storage or network that is away) leaves open whether it was carried out, and asking again with the same id settles it. An increase
    /// that can't be had whole is granted in part; a release is granted unless something is under way there, but never below what is in use
    /// (<see cref="Planning.Reservations.Failures.FailureClass.Invalid"/>).
    /// </summary>
    /// <param name="requestId">Names the request.</param>
    /// <param name="accountId">For whom.</param>
    /// <param name="resourceType">Of what.</param>
    /// <param name="zone">Where.</param>
    /// <param name="quantity">Units to hold from now on; 0 or more.</param>
    /// <param name="cancellationToken">Cancels the request; whether it was carried out is then unknown, so ask again.</param>
    Task<ProviderOutcome> SetReservationAsync(
        string requestId,
        AccountId accountId,
        ResourceType resourceType,
        string zone,
        decimal quantity,
        CancellationToken cancellationToken = default);
}
