using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Telemetry;

/// <summary>A provider whose calls are spans: whichever it is, a trace says who was asked for what.</summary>
internal sealed class TracedCapacityProvider(ICapacityProvider provider) : ICapacityProvider
{
    public Task<IReadOnlyList<ResourceOffer>> ListOffersAsync(CancellationToken cancellationToken = default) =>
        ProviderSpan.AroundAsync("list_offers", resourceType: null, _ => provider.ListOffersAsync(cancellationToken));

    public Task<IReadOnlyList<ZoneOffer>> ListZonesAsync(ResourceType resourceType, CancellationToken cancellationToken = default) =>
        ProviderSpan.AroundAsync("list_zones", resourceType, _ => provider.ListZonesAsync(resourceType, cancellationToken));

    public Task<IReadOnlyList<Reservation>> ListReservationsAsync(ResourceType resourceType, CancellationToken cancellationToken = default) =>
        ProviderSpan.AroundAsync("list_reservations", resourceType, _ => provider.ListReservationsAsync(resourceType, cancellationToken));

    public Task<IReadOnlyList<QuotaReading>> ReadQuotaAsync(ResourceType resourceType, CancellationToken cancellationToken = default) =>
        ProviderSpan.AroundAsync("read_quota", resourceType, _ => provider.ReadQuotaAsync(resourceType, cancellationToken));

    public Task<ProviderOutcome> SetReservationAsync(
        string requestId,
        AccountId accountId,
        ResourceType resourceType,
        string zone,
        decimal quantity,
        CancellationToken cancellationToken = default) =>
        ProviderSpan.AroundAsync("set_reservation", resourceType, async span =>
        {
            ProviderOutcome outcome = await provider.SetReservationAsync(requestId, accountId, resourceType, zone, quantity, cancellationToken);
            span?.SetTag("capacity.request", requestId).SetTag("capacity.zone", zone).SetTag("capacity.outcome", outcome.GetType().Name);
            return outcome;
        });
}
