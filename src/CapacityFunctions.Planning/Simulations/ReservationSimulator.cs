using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Simulations.Orders;

namespace CapacityFunctions.Planning.Simulations;

/// <summary>
/// Replays one policy over history. Every policy obeys the rules of <see cref="SimulationSetting"/>; none but <c>clairvoyant</c> is given
/// anything that was not known when its order was placed.
/// </summary>
public static class ReservationSimulator
{
    /// <summary>Replays a policy. Runs of different policies are independent of each other.</summary>
    /// <param name="setting">The rules.</param>
    /// <param name="forecasts">Made for the same setting; they answer for <see cref="NeedsOf"/>.</param>
    /// <param name="variant">The policy.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public static PolicyRun Run(SimulationSetting setting, DemandForecasts forecasts, PolicyVariant variant)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(variant);
        double[][] orders = Managed(setting, variant) is { } policy
            ? new ManagedOrders(setting, forecasts, policy).Run()
            : [.. setting.Accounts.Select(account => OrdersOf(setting, account, variant))];
        return Settle(setting, variant.Policy, orders);
    }

    /// <summary>The probabilities at which policies look at forecasts.</summary>
    public static ForecastNeeds NeedsOf(SimulationSetting setting, IEnumerable<PolicyVariant> variants)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ArgumentNullException.ThrowIfNull(variants);
        ReservationPolicy[] policies = [.. variants.Select(variant => Managed(setting, variant)).OfType<ReservationPolicy>()];
        return new ForecastNeeds(
            [.. policies.SelectMany(ManagedOrders.IntervalsOf).Distinct().Order()],
            [.. policies.Select(policy => ManagedOrders.ProbabilityOf(setting, policy)).OfType<double>().Distinct().Order()]);
    }

    private static ReservationPolicy? Managed(SimulationSetting setting, PolicyVariant variant)
    {
        CostOptimalParameters costs = new(variant.ShortageCostPerUnitHour ?? setting.ShortageCostPerUnitHour);
        return variant.Policy switch
        {
            SimulationPolicyNames.Threshold => setting.Policy with { Name = ReservationPolicyNames.Threshold },
            SimulationPolicyNames.CostOptimal => setting.Policy with { Name = ReservationPolicyNames.CostOptimal, CostOptimal = costs },
            SimulationPolicyNames.Pooled => setting.Policy with { Name = ReservationPolicyNames.Pooled, CostOptimal = costs },
            _ => null,
        };
    }

    private static double[] OrdersOf(SimulationSetting setting, SimulatedAccount account, PolicyVariant variant)
    {
        UsageTrace usage = account.Usage;
        double[] orders = new double[account.End - account.First];
        IOrderRule? rule = RuleOf(setting, account, variant);
        for (int i = 0; i < orders.Length; i++)
        {
            int bucket = account.First + i;
            double wanted = rule is null ? usage.Usage[bucket] : rule.Order(usage.Before(Math.Max(0, bucket - setting.LeadSteps)));
            orders[i] = InUnits(Math.Max(wanted, (double)account.GuaranteedMinimum), setting.Unit);
        }

        return orders;
    }

    /// <returns>Null for who needs no rule, as it knows the future.</returns>
    private static IOrderRule? RuleOf(SimulationSetting setting, SimulatedAccount account, PolicyVariant variant)
    {
        int perDay = BucketsIn(setting, TimeSpan.FromDays(1));
        decimal shortageCost = variant.ShortageCostPerUnitHour ?? setting.ShortageCostPerUnitHour;
        return variant.Policy switch
        {
            SimulationPolicyNames.StaticPeak => new FixedPeak(account.Usage.Before(account.First).Peak(0, account.First)),
            SimulationPolicyNames.Reactive => new RecentPeak(BucketsIn(setting, TimeSpan.FromHours(1)), variant.Factor ?? RecentPeak.DefaultFactor),
            SimulationPolicyNames.LastValueQuantile => new LastValueQuantile(setting.LeadSteps + 1, setting.ProbabilityAt(shortageCost), perDay),
            SimulationPolicyNames.SeasonalNaive => new SameTimeYesterday(setting.LeadSteps, perDay),
            SimulationPolicyNames.Clairvoyant => null,
            _ => throw new ArgumentOutOfRangeException(nameof(variant), variant.Policy, "Unknown policy."),
        };
    }

    private static int BucketsIn(SimulationSetting setting, TimeSpan span) => Math.Max(1, (int)Math.Round(span / setting.Grid));

    private static double InUnits(double amount, decimal? unit) => unit is { } size ? Math.Ceiling(amount / (double)size) * (double)size : amount;

    private static PolicyRun Settle(SimulationSetting setting, string policy, double[][] orders)
    {
        bool isPooled = string.Equals(policy, SimulationPolicyNames.Pooled, StringComparison.Ordinal);
        ReservationTrack[] accounts = new ReservationTrack[orders.Length];
        ReservationCost[] costs = new ReservationCost[orders.Length];
        for (int i = 0; i < orders.Length; i++)
        {
            SimulatedAccount account = setting.Accounts[i];
            accounts[i] = new ReservationTrack(
                account.First, orders[i], account.Usage.Usage[account.First..account.End], account.Usage.Known[account.First..account.End]);
            costs[i] = accounts[i].CostOf(setting);
        }

        ReservationTrack group = Sum(setting, accounts);
        return new PolicyRun
        {
            Policy = policy,
            Accounts = accounts,
            Group = group,
            AccountCosts = costs,
            Total = isPooled ? group.CostOf(setting) : costs.Aggregate(ReservationCost.None, ReservationCost.Add),
        };
    }

    /// <summary>A bucket counts for the group as soon as one account used something; who is in a gap then used nothing, and its reservation is paid all the same.</summary>
    private static ReservationTrack Sum(SimulationSetting setting, ReservationTrack[] accounts)
    {
        int first = setting.First;
        int length = setting.End - first;
        double[] reserved = new double[length];
        double[] used = new double[length];
        bool[] known = new bool[length];
        foreach (ReservationTrack account in accounts)
        {
            int offset = account.First - first;
            for (int i = 0; i < account.Length; i++)
            {
                reserved[offset + i] += account.Reserved[i];
                if (account.Known[i])
                {
                    used[offset + i] += account.Used[i];
                    known[offset + i] = true;
                }
            }
        }

        return new ReservationTrack(first, reserved, used, known);
    }
}
