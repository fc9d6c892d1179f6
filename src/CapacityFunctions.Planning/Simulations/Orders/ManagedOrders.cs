using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Simulations.Orders;

/// <summary>
/// Asks <see cref="CapacityReservationManager"/> at every bucket, as the loop does: all accounts at once, one zone without an end, what the last
/// order said as the reservation that is held.
/// </summary>
internal sealed class ManagedOrders
{
    private const string Zone = "1";

    // Amounts are continuous unless a unit is given; the manager reckons in whole units, this is its smallest.
    private const decimal FinestUnit = 0.001m;

    private readonly SimulationSetting _setting;
    private readonly DemandForecasts _forecasts;
    private readonly ReservationPolicy _policy;
    private readonly double[] _levels;
    private readonly decimal[] _held;
    private readonly bool _isPooled;

    /// <param name="setting">The rules.</param>
    /// <param name="forecasts">What is expected.</param>
    /// <param name="policy">One that the manager knows, with its parameters.</param>
    internal ManagedOrders(SimulationSetting setting, DemandForecasts forecasts, ReservationPolicy policy)
    {
        _setting = setting;
        _forecasts = forecasts;
        _policy = policy;
        _levels = LevelsOf(setting, policy);
        _held = new decimal[setting.Accounts.Count];
        _isPooled = string.Equals(policy.Name, SimulationPolicyNames.Pooled, StringComparison.Ordinal);
    }

    /// <summary>The probabilities at which a policy looks at forecasts, both ends of each interval.</summary>
    internal static IEnumerable<double> ProbabilitiesOf(SimulationSetting setting, ReservationPolicy policy) =>
        LevelsOf(setting, policy).SelectMany(level => (double[])[(1 - level) / 2, (1 + level) / 2]);

    /// <summary>What is in force, by account and bucket from the account's first one on.</summary>
    internal double[][] Run()
    {
        double[][] orders = [.. _setting.Accounts.Select(account => new double[account.End - account.First])];
        Dictionary<AccountId, int> indices = Enumerable.Range(0, orders.Length).ToDictionary(i => _setting.Accounts[i].AccountId);
        for (int bucket = _setting.First; bucket < _setting.End; bucket++)
        {
            if (Input(bucket) is not { } input)
            {
                continue;
            }

            foreach (AccountReservationPlan plan in CapacityReservationManager.Plan(input).Accounts)
            {
                int i = indices[plan.AccountId];
                _held[i] = plan.Target;
                orders[i][bucket - _setting.Accounts[i].First] = (double)plan.Target;
            }
        }

        return orders;
    }

    private ReservationPlanningInput? Input(int bucket)
    {
        int decision = bucket - _setting.LeadSteps;
        List<AccountReservationState> accounts = [];
        for (int i = 0; i < _setting.Accounts.Count; i++)
        {
            SimulatedAccount account = _setting.Accounts[i];
            if (account.Covers(bucket))
            {
                accounts.Add(new AccountReservationState
                {
                    AccountId = account.AccountId,
                    Mode = OperatingMode.Enforce,
                    Reserved = new Dictionary<string, decimal>(StringComparer.Ordinal) { [Zone] = _held[i] },
                    Demand = Demand(_forecasts.Accounts[i], decision),
                    Minimum = account.GuaranteedMinimum,
                });
            }
        }

        return accounts.Count == 0
            ? null
            : new ReservationPlanningInput
            {
                ResourceType = _setting.ResourceType,
                Unit = _setting.Unit ?? FinestUnit,
                Policy = _policy,
                Zones = [new ZoneOffer(Zone, _setting.PricePerUnitHour, Amounts.Largest)],
                Accounts = accounts,
                Group = _isPooled ? Demand(_forecasts.Group, decision) : null,
                Now = _setting.TimeOf(decision),
            };
    }

    private PredictedDemand Demand(IDemandForecast forecast, int decision)
    {
        DemandInterval[] intervals = new DemandInterval[_levels.Length];
        for (int i = 0; i < intervals.Length; i++)
        {
            double level = _levels[i];
            intervals[i] = new DemandInterval(
                level, forecast.QuantileAt(decision, (1 - level) / 2), forecast.QuantileAt(decision, (1 + level) / 2));
        }

        return new PredictedDemand { Mean = forecast.MeanAt(decision), Intervals = intervals };
    }

    /// <summary>Only what the policy looks at: the level whose bound is the cost-optimal quantile itself, or those of the interval rules.</summary>
    private static double[] LevelsOf(SimulationSetting setting, ReservationPolicy policy) =>
        string.Equals(policy.Name, ReservationPolicyNames.Threshold, StringComparison.Ordinal)
            ? [.. policy.Rules.Select(rule => rule.Level).Concat(policy.ReleaseFloor is { } floor ? [floor.Level] : []).Distinct().Order()]
            : [Math.Abs((2 * setting.ProbabilityAt(policy.CostOptimal!.ShortageCostPerUnitHour)) - 1)];
}
