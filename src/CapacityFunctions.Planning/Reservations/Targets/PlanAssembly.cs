using CapacityFunctions.Planning.Reservations.Trails;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>Writes down a decision that has been made.</summary>
internal static class PlanAssembly
{
    /// <param name="target">The account and its reasons so far.</param>
    /// <param name="offers">The zones, in the order of the next two.</param>
    /// <param name="held">Whole units held now.</param>
    /// <param name="split">Whole units to hold.</param>
    /// <param name="reasons">Everything that led there.</param>
    /// <param name="trail">What the next cycle has to know.</param>
    /// <param name="grid">The whole units.</param>
    internal static AccountReservationPlan Of(
        AccountTarget target, ZoneOffer[] offers, long[] held, long[] split, IReadOnlyList<string> reasons, ReservationTrail trail, UnitGrid grid)
    {
        Dictionary<string, decimal> byZone = new(StringComparer.Ordinal);
        List<ZoneRequest> releases = [];
        List<ZoneRequest> increases = [];
        for (int zone = 0; zone < split.Length; zone++)
        {
            string name = offers[zone].Zone;
            byZone[name] = grid.Amount(split[zone]);
            if (split[zone] < held[zone])
            {
                releases.Add(new ZoneRequest(name, RequestType.Decrease, grid.Amount(held[zone] - split[zone])));
            }
            else if (split[zone] > held[zone])
            {
                increases.Add(new ZoneRequest(name, RequestType.Increase, grid.Amount(split[zone] - held[zone])));
            }
        }

        return new AccountReservationPlan
        {
            AccountId = target.Account.AccountId,
            Current = grid.Amount(target.Current),
            Target = grid.Amount(split.Sum()),
            ByZone = byZone,
            CostPerHourBefore = Cost(offers, held, grid),
            CostPerHourAfter = Cost(offers, split, grid),
            Requests = [.. releases, .. increases],
            Reasons = reasons,
            Enforced = target.Enforced,
            Trail = trail,
        };
    }

    private static decimal Cost(ZoneOffer[] offers, long[] units, UnitGrid grid)
    {
        decimal cost = 0;
        for (int zone = 0; zone < units.Length; zone++)
        {
            cost += units[zone] * grid.Size * offers[zone].PricePerUnitHour;
        }

        return Amounts.Trimmed(cost);
    }
}
