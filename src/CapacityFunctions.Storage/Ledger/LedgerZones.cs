namespace CapacityFunctions.Storage.Ledger;

/// <summary>The rules that a list of zones obeys.</summary>
internal static class LedgerZones
{
    /// <exception cref="ArgumentException">A name is empty, too long or there twice, or a price or capacity is negative.</exception>
    internal static void Validate(IReadOnlyList<LedgerZone> zones)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (LedgerZone zone in zones)
        {
            ZoneName.ThrowIfInvalid(zone.Zone);
            if (!names.Add(zone.Zone))
            {
                throw new ArgumentException($"Zone '{zone.Zone}' is listed twice.", nameof(zones));
            }

            if (zone.PricePerUnitHour < 0 || zone.Capacity < 0)
            {
                throw new ArgumentException($"Zone '{zone.Zone}' needs a price and a capacity of 0 or more.", nameof(zones));
            }
        }
    }
}
