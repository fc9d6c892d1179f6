using Azure;
using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Azure.Offers;
using CapacityFunctions.Azure.Prices;
using CapacityFunctions.Azure.Reservations;
using CapacityFunctions.Azure.Zones;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using ResourceType = CapacityFunctions.Planning.Accounts.ResourceType;

namespace CapacityFunctions.Azure;

/// <summary>Capacity reservations of one provider subscription in one region, shared with the subscriptions of the accounts.</summary>
/// <remarks>
/// Zones are named as the account's own subscription names them, as its usage does; see the README for what that means where zones of
/// different accounts are compared.
/// </remarks>
public sealed class AzureCapacityProvider : ICapacityProvider
{
    private readonly ZoneMaps _zones;
    private readonly SkuCatalogue _skus;
    private readonly QuotaReader _quotas;
    private readonly RetailPrices _prices;
    private readonly ReservationListing _listing;
    private readonly ReservationChange _change;
    private readonly AzureFailures _failures;
    private readonly AzureLog _log;

    internal AzureCapacityProvider(AzureParts parts)
    {
        _zones = parts.Zones;
        _skus = parts.Skus;
        _quotas = parts.Quotas;
        _prices = parts.Prices;
        _listing = parts.Listing;
        _change = parts.Change;
        _failures = parts.Failures;
        _log = parts.Log;
    }

    public async Task<IReadOnlyList<ResourceOffer>> ListOffersAsync(CancellationToken cancellationToken = default) =>
    [
        .. (await _skus.ReadAsync(cancellationToken)).Values
            .Select(sku => new ResourceOffer(new ResourceType(sku.Name), sku.Family, sku.Zones))
            .OrderBy(offer => offer.ResourceType),
    ];

    /// <inheritdoc />
    /// <remarks>
    /// All zones of the region: where the size is not offered (any more) nothing is available, and what is held there can still be released.
    /// Azure prices a size alike in all zones, and tells nobody how much it has: what is available is what quotas leave, for all zones together.
    /// Empty for what is no size, and for a size that is neither offered nor held.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Azure lists no price for it.</exception>
    public async Task<IReadOnlyList<ZoneOffer>> ListZonesAsync(ResourceType resourceType, CancellationToken cancellationToken = default)
    {
        SkuOffer? sku = await _skus.FindAsync(resourceType.Value, cancellationToken);
        if (sku is null
            && (!ReservationNames.IsSize(resourceType.Value) || (await _listing.ListAsync(resourceType, cancellationToken)).Count == 0))
        {
            return [];
        }

        decimal price = await _prices.ReadAsync(sku?.Name ?? resourceType.Value, cancellationToken);
        long left = sku is null ? 0 : Math.Min(MostUnits, QuotaReader.UnitsLeft(await _quotas.ReadAsync(sku, cancellationToken)));
        return
        [
            .. (await _zones.ProviderZonesAsync(cancellationToken))
                .Select(zone => new ZoneOffer(zone, price, sku?.Zones.Contains(zone, StringComparer.Ordinal) == true ? left : 0)),
        ];
    }

    public Task<IReadOnlyList<Reservation>> ListReservationsAsync(ResourceType resourceType, CancellationToken cancellationToken = default) =>
        _listing.ListAsync(resourceType, cancellationToken);

    public async Task<IReadOnlyList<QuotaReading>> ReadQuotaAsync(ResourceType resourceType, CancellationToken cancellationToken = default) =>
        await _skus.FindAsync(resourceType.Value, cancellationToken) is { } sku ? await _quotas.ReadAsync(sku, cancellationToken) : [];

    /// <inheritdoc />
    /// <exception cref="RequestFailedException">Azure gave no answer, or failed inside; ask again with the same id.</exception>
    public async Task<ProviderOutcome> SetReservationAsync(
        string requestId,
        AccountId accountId,
        ResourceType resourceType,
        string zone,
        decimal quantity,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        ArgumentException.ThrowIfNullOrEmpty(zone);
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);
        ProviderOutcome outcome = Unaskable(resourceType, zone, quantity) is { } failure
            ? new ProviderOutcome.Refused(failure)
            : await AskAsync(requestId, new ReservationPlace(accountId, resourceType.Value, zone), (long)quantity, cancellationToken);
        _log.Answer(requestId, accountId, resourceType, zone, quantity, outcome);
        return outcome;
    }

    private const long MostUnits = 1_000_000;

    /// <summary>What would not even make a name or a number that Azure takes.</summary>
    private static ProviderFailure? Unaskable(ResourceType resourceType, string zone, decimal quantity)
    {
        if (!ReservationNames.IsSize(resourceType.Value) || !ReservationNames.IsZone(zone))
        {
            return new ProviderFailure(
                FailureClass.NotOffered, FailureCodes.SkuNotAvailable, $"'{resourceType}' in zone '{zone}' is not a size and a zone of Azure.");
        }

        return quantity > MostUnits || quantity != decimal.Truncate(quantity)
            ? new ProviderFailure(FailureClass.Invalid, "InvalidParameter", $"{quantity} is not a whole number of machines up to {MostUnits}.")
            : null;
    }

    private async Task<ProviderOutcome> AskAsync(
        string requestId, ReservationPlace place, long quantity, CancellationToken cancellationToken)
    {
        try
        {
            return await _change.SetAsync(place, requestId, quantity, cancellationToken);
        }
        catch (RequestFailedException refused) when (AzureFailures.IsRefusal(refused))
        {
            return new ProviderOutcome.Refused(_failures.Read(refused));
        }
    }
}
