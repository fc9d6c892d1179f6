using System.Globalization;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>
/// The newsvendor rule: one more unit pays while the chance that demand exceeds it, times the shortage cost, exceeds its price. That is the
/// demand quantile at shortage cost ÷ (shortage cost + price). Zones have different prices, so the rule is asked for each, cheapest first:
/// a dearer zone counts only where its own quantile still lies above all that the cheaper ones could hold.
/// </summary>
internal static class CostOptimalPolicy
{
    /// <param name="shortageCost">Per unit and hour; above 0.</param>
    /// <param name="demand">What will be needed.</param>
    /// <param name="currentUnits">Units held, over all zones.</param>
    /// <param name="zones">Price of a resource unit for an hour, and how many units the account could hold there.</param>
    /// <param name="grid">The whole units.</param>
    internal static Wish Decide(
        decimal shortageCost, PredictedDemand demand, long currentUnits, IEnumerable<(decimal Price, long Reachable)> zones, UnitGrid grid)
    {
        (decimal Price, long Reachable)[] byPrice = [.. zones.OrderBy(zone => zone.Price)];
        long reachable = 0;
        (decimal Amount, double Probability, decimal Price) best = default;
        for (int i = 0; i < byPrice.Length; i++)
        {
            reachable += byPrice[i].Reachable;
            double probability = (double)(shortageCost / (shortageCost + byPrice[i].Price));
            decimal quantile = Quantile(demand, probability);

            // What no zone can hold is still wanted from the dearest one: it is reported as unmet instead of forgotten.
            bool isDearest = i == byPrice.Length - 1;
            decimal useful = isDearest ? quantile : Math.Min(quantile, grid.Amount(reachable));
            if (i == 0 || useful > best.Amount)
            {
                best = (useful, probability, byPrice[i].Price);
            }
        }

        decimal current = grid.Amount(currentUnits);
        long wanted = best.Amount > current ? currentUnits + grid.Up(best.Amount - current) : currentUnits - grid.Down(current - best.Amount);
        string probabilityText = best.Probability.ToString("0.####", CultureInfo.InvariantCulture);
        string reason = $"cost-optimal: demand quantile {probabilityText} (shortage cost {Amounts.Text(shortageCost)}, price {Amounts.Text(best.Price)}) is {Amounts.Text(best.Amount)}";
        return demand.Intervals.Count > 0
            ? new Wish(wanted, [reason])
            : new Wish(wanted, [reason, "the forecast has no interval, so its mean stands for every quantile"]);
    }

    /// <summary>A price of 0 puts the probability at 1, where a normal demand has no end: the outermost known bound is the most that is reserved.</summary>
    private static decimal Quantile(PredictedDemand demand, double probability)
    {
        const double highest = 0.9999;
        return Amounts.FromForecast(DemandQuantile.At(demand, Math.Clamp(probability, 1 - highest, highest)));
    }
}
