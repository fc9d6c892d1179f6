using System.Globalization;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Expiry;
using CapacityFunctions.Azure.Options;

namespace CapacityFunctions.Azure.Offers;

/// <summary>The sizes that Compute lets this subscription reserve in zones of the region; kept for a while, since the list is long.</summary>
internal sealed class SkuCatalogue(AzureConnection connection, AzureProviderOptions options, TimeProvider time)
{
    private readonly ExpiringCache<string, IReadOnlyDictionary<string, SkuOffer>> _offers = new(options.CatalogueLifetime, time);

    internal async Task<SkuOffer?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).GetValueOrDefault(name);

    /// <summary>By name; names differ in more than case.</summary>
    internal Task<IReadOnlyDictionary<string, SkuOffer>> ReadAsync(CancellationToken cancellationToken) =>
        _offers.GetAsync(options.Location, () => FetchAsync(cancellationToken));

    private async Task<IReadOnlyDictionary<string, SkuOffer>> FetchAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, SkuOffer> offers = new(StringComparer.OrdinalIgnoreCase);
        await foreach (ComputeResourceSku sku in connection.Subscription.GetComputeResourceSkusAsync(
            $"location eq '{options.Location}'", cancellationToken: cancellationToken))
        {
            if (Read(sku) is { } offer)
            {
                offers[offer.Name] = offer;
            }
        }

        return offers;
    }

    private SkuOffer? Read(ComputeResourceSku sku)
    {
        bool reservable = sku.ResourceType == "virtualMachines"
            && string.Equals(Capability(sku, "CapacityReservationSupported"), "True", StringComparison.OrdinalIgnoreCase)
            && !sku.Restrictions.Any(restriction => restriction.RestrictionsType == ComputeResourceSkuRestrictionsType.Location);
        if (!reservable || !int.TryParse(Capability(sku, "vCPUs"), NumberStyles.None, CultureInfo.InvariantCulture, out int cores))
        {
            return null;
        }

        HashSet<string> restricted = sku.Restrictions
            .Where(restriction => restriction.RestrictionsType == ComputeResourceSkuRestrictionsType.Zone)
            .SelectMany(restriction => restriction.RestrictionInfo.Zones)
            .ToHashSet(StringComparer.Ordinal);
        string[] zones =
        [
            .. sku.LocationInfo
                .Where(info => info.Location == connection.Location)
                .SelectMany(info => info.Zones)
                .Where(zone => !restricted.Contains(zone))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        return zones.Length == 0 ? null : new SkuOffer(sku.Name, sku.Family, cores, zones);
    }

    private static string? Capability(ComputeResourceSku sku, string name) =>
        sku.Capabilities.FirstOrDefault(capability => capability.Name == name)?.Value;
}
