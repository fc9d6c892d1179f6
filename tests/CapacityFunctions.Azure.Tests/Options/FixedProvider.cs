using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Tests.Options;

/// <summary>Some other provider.</summary>
internal sealed class FixedProvider : ICapacityProvider
{
    public Task<IReadOnlyList<ResourceOffer>> ListOffersAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<ZoneOffer>> ListZonesAsync(ResourceType resourceType, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<Reservation>> ListReservationsAsync(ResourceType resourceType, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<QuotaReading>> ReadQuotaAsync(ResourceType resourceType, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ProviderOutcome> SetReservationAsync(
        string requestId, AccountId accountId, ResourceType resourceType, string zone, decimal quantity, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
