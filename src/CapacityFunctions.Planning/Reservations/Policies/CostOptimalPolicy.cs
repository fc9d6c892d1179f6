using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>Reserves what pays by the rule of the <see cref="Newsvendor"/>, for each account by itself.</summary>
internal static class CostOptimalPolicy
{
    /// <param name="costs">What is weighed against the price.</param>
    /// <param name="demand">What will be needed.</param>
    /// <param name="zones">Price of a resource unit for an hour, and how many units the account could hold there.</param>
    /// <param name="grid">The whole units.</param>
    internal static Wish Decide(CostOptimalParameters costs, PredictedDemand demand, IEnumerable<(decimal Price, long Reachable)> zones, UnitGrid grid)
    {
        Newsvendor best = Newsvendor.Of(costs, demand, zones, grid);
        string reason = $"cost-optimal: {best.Describe(costs.ShortageCostPerUnitHour)}";

        // Up: an increase by a fraction rounds up, and a decrease by a fraction rounds down.
        return demand.Intervals.Count > 0
            ? new Wish(grid.Up(best.Amount), [reason])
            : new Wish(grid.Up(best.Amount), [reason, "the forecast has no interval, so its mean stands for every quantile"]);
    }
}
