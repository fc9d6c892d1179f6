using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>What is held of one resource type, by account and zone, and how much of it is in use.</summary>
internal sealed class HeldReservations(IEnumerable<Reservation> reservations)
{
    private readonly ILookup<AccountId, Reservation> _byAccount = reservations.ToLookup(reservation => reservation.AccountId);

    /// <summary>Units by zone, as far as there are any.</summary>
    public Dictionary<string, decimal> Of(AccountId account) => _byAccount[account]
        .Where(reservation => reservation.Quantity > 0)
        .OrderBy(reservation => reservation.Zone, StringComparer.Ordinal)
        .ToDictionary(reservation => reservation.Zone, reservation => reservation.Quantity, StringComparer.Ordinal);

    /// <summary>
    /// Usage by zone in whole units, as far as the zone's own reservation carries it; or what the provider knows to be allocated there, where
    /// that is more: it may even exceed the reservation.
    /// </summary>
    public Dictionary<string, decimal> Running(SeriesOutlook outlook, IReadOnlyDictionary<string, decimal> held)
    {
        Dictionary<string, decimal> allocated = _byAccount[outlook.AccountId]
            .Where(reservation => reservation.Allocated > 0)
            .ToDictionary(reservation => reservation.Zone, reservation => reservation.Allocated!.Value, StringComparer.Ordinal);
        return held.Keys.Union(allocated.Keys, StringComparer.Ordinal).ToDictionary(
            zone => zone,
            zone => Math.Max(
                allocated.GetValueOrDefault(zone),
                held.TryGetValue(zone, out decimal quantity)
                    ? Math.Min(quantity, Math.Ceiling((decimal)((outlook.UsageNow ?? 0) * ZoneShare(outlook, held, zone))))
                    : 0),
            StringComparer.Ordinal);
    }

    /// <summary>Where usage is not reported by zone, it is taken to run where the reservation is.</summary>
    private static double ZoneShare(SeriesOutlook outlook, IReadOnlyDictionary<string, decimal> held, string zone) =>
        outlook.Demand is { ByZone.Count: > 0 } demand
            ? demand.ByZone.GetValueOrDefault(zone)
            : (double)(held[zone] / held.Values.Sum());
}
