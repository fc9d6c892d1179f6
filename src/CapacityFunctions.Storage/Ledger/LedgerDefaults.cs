namespace CapacityFunctions.Storage.Ledger;

/// <summary>What a resource type offers before anybody has set its zones.</summary>
internal static class LedgerDefaults
{
    private static readonly IReadOnlyList<LedgerZone> ThreeZones =
        [new("1", 0.21m, 100_000m), new("2", 0.19m, 100_000m), new("3", 0.20m, 100_000m)];

    internal static IReadOnlyList<LedgerZone> From(LedgerOptions options) => options.Zones.Count == 0
        ? ThreeZones
        : [.. options.Zones.Select(zone => new LedgerZone(zone.Zone, zone.PricePerUnitHour, zone.Capacity))];
}
