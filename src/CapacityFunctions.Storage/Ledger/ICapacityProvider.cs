using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>Whoever holds capacity: the cloud, or the ledger that stands in for it.</summary>
public interface ICapacityProvider
{
    /// <summary>Zones with price and what is left, by name.</summary>
    Task<IReadOnlyList<ZoneOffer>> ListZonesAsync(ResourceType resourceType, CancellationToken cancellationToken = default);

    /// <summary>Everything held above 0, by account, then by zone.</summary>
    Task<IReadOnlyList<Reservation>> ListReservationsAsync(ResourceType resourceType, CancellationToken cancellationToken = default);

    /// <summary>Asks for an absolute quantity. The same request id always has the outcome of its first time, and is carried out once.</summary>
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
