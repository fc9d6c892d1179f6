using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Azure.Offers;
using CapacityFunctions.Azure.Options;
using CapacityFunctions.Azure.Prices;
using CapacityFunctions.Azure.Reservations;
using CapacityFunctions.Azure.Zones;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Azure;

/// <summary>What the provider is made of.</summary>
internal sealed class AzureParts
{
    internal AzureParts(AzureConnection connection, AzureProviderOptions options, HttpClient prices, TimeProvider time, ILoggerFactory loggers)
    {
        Log = new AzureLog(loggers.CreateLogger<AzureCapacityProvider>());
        Failures = new AzureFailures(time);
        Zones = new ZoneMaps(connection, options, time);
        Skus = new SkuCatalogue(connection, options, time);
        Quotas = new QuotaReader(connection);
        Prices = new RetailPrices(prices, options, time, Log);
        ReservationGroups groups = new(connection, options, Zones);
        ReservationWriter writer = new(connection, options, Failures, time);
        Listing = new ReservationListing(connection, groups, writer);
        ReservationRepair repair = new(writer);
        ReservationIncrease increase = new(options, writer, repair, groups, Skus, Quotas, Zones, time);
        Change = new ReservationChange(options, writer, increase, repair);
    }

    internal AzureLog Log { get; }

    internal AzureFailures Failures { get; }

    internal ZoneMaps Zones { get; }

    internal SkuCatalogue Skus { get; }

    internal QuotaReader Quotas { get; }

    internal RetailPrices Prices { get; }

    internal ReservationListing Listing { get; }

    internal ReservationChange Change { get; }
}
