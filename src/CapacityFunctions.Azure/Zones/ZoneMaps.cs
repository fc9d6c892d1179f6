using System.Text.Json;
using CapacityFunctions.Azure.Connections;
using CapacityFunctions.Azure.Expiry;
using CapacityFunctions.Azure.Options;

namespace CapacityFunctions.Azure.Zones;

/// <summary>Zone mappings of subscriptions, by Subscriptions - List Locations; kept for a while, since they never change.</summary>
internal sealed class ZoneMaps(AzureConnection connection, AzureProviderOptions options, TimeProvider time)
{
    private const string ApiVersion = "2022-12-01";

    private readonly ExpiringCache<string, ZoneMap> _maps = new(options.CatalogueLifetime, time);

    /// <summary>The zones of the provider subscription, in ordinal order.</summary>
    internal async Task<IReadOnlyList<string>> ProviderZonesAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(connection.SubscriptionId, cancellationToken)).LogicalZones;

    /// <summary>What the provider subscription calls the zone that an account's subscription calls so; null where there is none.</summary>
    /// <param name="subscription">The account's; null: the provider's own.</param>
    /// <param name="zone">As the account calls it.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    internal async Task<string?> ToProviderAsync(string? subscription, string zone, CancellationToken cancellationToken)
    {
        ZoneMap provider = await ReadAsync(connection.SubscriptionId, cancellationToken);
        ZoneMap account = subscription is null ? provider : await ReadAsync(subscription, cancellationToken);
        return account.Translate(zone, provider);
    }

    private Task<ZoneMap> ReadAsync(string subscription, CancellationToken cancellationToken) =>
        _maps.GetAsync(subscription, () => FetchAsync(subscription, cancellationToken));

    private async Task<ZoneMap> FetchAsync(string subscription, CancellationToken cancellationToken)
    {
        JsonElement locations = ArmRest.Json(
            await connection.Arm.GetAsync($"/subscriptions/{subscription}/locations?api-version={ApiVersion}", cancellationToken));
        Dictionary<string, string> zones = new(StringComparer.Ordinal);
        foreach (JsonElement location in locations.GetProperty("value").EnumerateArray())
        {
            if (location.GetProperty("name").GetString() == options.Location
                && location.TryGetProperty("availabilityZoneMappings", out JsonElement mappings))
            {
                foreach (JsonElement mapping in mappings.EnumerateArray())
                {
                    zones[mapping.GetProperty("logicalZone").GetString()!] = mapping.GetProperty("physicalZone").GetString()!;
                }
            }
        }

        return new ZoneMap(zones);
    }
}
