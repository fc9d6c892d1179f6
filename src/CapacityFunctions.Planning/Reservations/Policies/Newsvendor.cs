using System.Globalization;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>
/// The newsvendor rule: one more unit pays while the chance that demand exceeds it, times the shortage cost, exceeds its price. That is the
/// demand quantile at shortage cost ÷ (shortage cost + price). Zones have different prices, so the rule is asked for each, cheapest first:
/// a dearer zone counts only where its own quantile still lies above all that the cheaper ones could hold.
/// </summary>
/// <param name="Amount">What pays, in resource units.</param>
/// <param name="Probability">Of which demand quantile it is.</param>
/// <param name="Price">Price of the last unit for an hour.</param>
internal sealed record Newsvendor(decimal Amount, double Probability, decimal Price)
{
    /// <param name="costs">What is weighed against the price.</param>
    /// <param name="demand">What will be needed.</param>
    /// <param name="zones">Price of a resource unit for an hour, and how many whole units could be held there; at least one.</param>
    /// <param name="grid">The whole units.</param>
    internal static Newsvendor Of(CostOptimalParameters costs, PredictedDemand demand, IEnumerable<(decimal Price, long Reachable)> zones, UnitGrid grid)
    {
        (decimal Price, long Reachable)[] byPrice = [.. zones.OrderBy(zone => zone.Price)];
        long reachable = 0;
        Newsvendor? best = null;
        for (int i = 0; i < byPrice.Length; i++)
        {
            reachable += byPrice[i].Reachable;
            double probability = costs.ProbabilityAt(byPrice[i].Price);
            decimal quantile = Quantile(demand, probability);

            // What no zone can hold is still wanted from the dearest one: it is reported as unmet instead of forgotten.
            bool isDearest = i == byPrice.Length - 1;
            decimal useful = isDearest ? quantile : Math.Min(quantile, grid.Amount(reachable));
            if (best is null || useful > best.Amount)
            {
                best = new Newsvendor(useful, probability, byPrice[i].Price);
            }
        }

        return best!;
    }

    /// <summary>A price of 0 puts the probability at 1, where a normal demand has no end: there it stops at 0.9999.</summary>
    internal static decimal Quantile(PredictedDemand demand, double probability)
    {
        const double highest = 0.9999;
        return Amounts.FromForecast(Math.Max(0, DemandQuantile.At(demand, Math.Clamp(probability, 1 - highest, highest)) + demand.Correction));
    }

    internal string Describe(decimal shortageCost) =>
        $"demand quantile {Probability.ToString("0.####", CultureInfo.InvariantCulture)} (shortage cost {Amounts.Text(shortageCost)}, price {Amounts.Text(Price)}) is {Amounts.Rounded(Amount)}";
}
