using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Tests.Reservations;

/// <summary>
/// The contract's rules on zones, by trying every split: "at least what runs there and (1 − flexibleShare) × demand × byZone; at most what it
/// holds + available, and maxShare × target; whichever zone is lost, the rest still covers surviveZoneLoss × mean. If no split satisfies
/// all, relax maxShare, then surviveZoneLoss, then the demand distribution."
/// </summary>
internal static class SplitReference
{
    private static readonly string[] Relaxable = ["maxShare", "surviveZoneLoss", "distribution", "running beyond held"];

    /// <summary>
    /// Price of a split with what moving costs: every unit above what a zone holds is charged a share of its price and of the cost of a move. Units by
    /// which the target grows are charged alike in any zone, so that only prices tell them apart.
    /// </summary>
    internal static decimal ChargedCost(ReservationPlanningInput input, IReadOnlyList<int> split) => split.Zip(input.Zones, (amount, offer) =>
        (amount * offer.PricePerUnitHour)
        + (Math.Max(0, amount - input.Accounts[0].Reserved[offer.Zone])
            * ((input.Policy.Zones.MoveTolerance * offer.PricePerUnitHour)
                + (input.Policy.Zones.MoveCostPerUnit / input.Policy.Zones.MoveAmortisationHours)))).Sum();

    /// <summary>The lowest charged price of a target under as many rules as can be kept; for one account with a unit of 1.</summary>
    internal static decimal CheapestCost(ReservationPlanningInput input, decimal target)
    {
        for (int relaxed = 0; relaxed <= Relaxable.Length; relaxed++)
        {
            HashSet<string> dropped = Relaxable.Take(relaxed).ToHashSet(StringComparer.Ordinal);
            decimal[] costs =
            [
                .. Splits(input.Zones.Count, (int)target)
                    .Where(split => Satisfies(input, target, split, dropped))
                    .Select(split => ChargedCost(input, split)),
            ];
            if (costs.Length > 0)
            {
                return costs.Min();
            }
        }

        throw new InvalidOperationException("The target cannot be placed at all.");
    }

    private static bool Satisfies(ReservationPlanningInput input, decimal target, int[] split, HashSet<string> dropped)
    {
        AccountReservationState account = input.Accounts[0];
        ZoneRules rules = input.Policy.Zones;
        decimal mean = (decimal)account.Demand!.Mean;
        for (int i = 0; i < split.Length; i++)
        {
            ZoneOffer offer = input.Zones[i];
            decimal held = account.Reserved[offer.Zone];
            decimal running = account.Running[offer.Zone];
            decimal cover = dropped.Contains("running beyond held") ? Math.Min(running, held) : Math.Min(running, held + offer.Available);
            decimal distributed = (1 - rules.FlexibleShare) * mean * (decimal)account.Demand.ByZone.GetValueOrDefault(offer.Zone);
            bool holds = split[i] >= cover
                && split[i] <= held + offer.Available
                && (dropped.Contains("distribution") || split[i] >= distributed)
                && (dropped.Contains("maxShare") || split[i] <= rules.MaxShare * target)
                && (dropped.Contains("surviveZoneLoss") || target - split[i] >= rules.SurviveZoneLoss * mean);
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<int[]> Splits(int zones, int total)
    {
        if (zones == 1)
        {
            yield return [total];
            yield break;
        }

        for (int first = 0; first <= total; first++)
        {
            foreach (int[] rest in Splits(zones - 1, total - first))
            {
                yield return [first, .. rest];
            }
        }
    }
}
