using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>A provider whose whole state is in Table Storage: finite zones with prices, all or nothing for each request as in the cloud.</summary>
public sealed class LedgerCapacityProvider : ICapacityProvider
{
    internal LedgerCapacityProvider(StorageConnection connection, IReadOnlyList<LedgerZone> defaultZones, TimeProvider time)
    {
    }

    public Task<IReadOnlyList<ZoneOffer>> ListZonesAsync(ResourceType resourceType, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Reservation>> ListReservationsAsync(ResourceType resourceType, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<ProviderOutcome> SetReservationAsync(
        string requestId,
        AccountId accountId,
        ResourceType resourceType,
        string zone,
        decimal quantity,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Sets the zones of a resource type. What is held stays held: a zone that is left out offers nothing more and goes once it is empty.</summary>
    public Task PutZonesAsync(ResourceType resourceType, IReadOnlyList<LedgerZone> zones, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
