using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>Demand by the zones that there are.</summary>
internal static class OfferedZones
{
    /// <summary>Shares of zones that the provider does not offer (a usage file may name others) count where they could run: anywhere.</summary>
    public static PredictedDemand WhereOffered(this PredictedDemand demand, IReadOnlyList<ZoneOffer> zones)
    {
        KeyValuePair<string, double>[] offered = [.. demand.ByZone.Where(share => zones.Any(zone => string.Equals(zone.Zone, share.Key, StringComparison.Ordinal)))];
        double total = offered.Sum(share => share.Value);
        return demand with
        {
            ByZone = total > 0
                ? offered.ToDictionary(share => share.Key, share => share.Value / total, StringComparer.Ordinal)
                : new Dictionary<string, double>(StringComparer.Ordinal),
        };
    }
}
