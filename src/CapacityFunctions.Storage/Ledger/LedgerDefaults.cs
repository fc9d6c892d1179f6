using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>What a resource type offers before anybody has set its zones, terms or faults.</summary>
internal sealed class LedgerDefaults(LedgerOptions options)
{
    private static readonly IReadOnlyList<LedgerZone> ThreeZones =
        [new("1", 0.21m, 100_000m), new("2", 0.19m, 100_000m), new("3", 0.20m, 100_000m)];

    internal IReadOnlyList<LedgerZone> Zones { get; } = options.Zones.Count == 0
        ? ThreeZones
        : [.. options.Zones.Select(zone => new LedgerZone(zone.Zone, zone.PricePerUnitHour, zone.Capacity))];

    internal LedgerTerms TermsOf(ResourceType resourceType) => new()
    {
        Family = options.Ledger.Families.TryGetValue(resourceType.Value, out string? family) ? family : null,
        ProvisioningDelay = options.Ledger.ProvisioningDelay,
        LimitDelay = options.Ledger.LimitDelay,
        Quota = options.Ledger.Quotas.TryGetValue(resourceType.Value, out decimal limit) ? new LedgerQuota(limit) : null,
    };

    internal LedgerScript LimitScript { get; } = ScriptOf(options.Ledger.LimitFaults);

    internal LedgerScript ScriptOf(string zone) =>
        ScriptOf(options.Ledger.Faults.Where(fault => string.Equals(fault.Zone, zone, StringComparison.Ordinal)));

    private static LedgerScript ScriptOf(IEnumerable<LedgerFaultOptions> faults) =>
        new([.. faults.Select(fault => new LedgerFault(fault.Kind, fault.Count) { After = fault.After, RetryAfter = fault.RetryAfter })]);
}
