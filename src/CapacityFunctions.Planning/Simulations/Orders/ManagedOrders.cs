using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Trails;
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

    // The median has an interval of no width, which no plan may name.
    private const double SmallestLevel = 1e-6;

    private readonly SimulationSetting _setting;
    private readonly DemandForecasts _forecasts;
    private readonly ReservationPolicy _policy;
    private readonly double[] _levels;
    private readonly double? _probability;
    private readonly decimal[] _held;
    private readonly ReservationTrail[] _trails;
    private readonly bool _isPooled;

    /// <param name="setting">The rules.</param>
    /// <param name="forecasts">What is expected.</param>
    /// <param name="policy">One that the manager knows, with its parameters.</param>
    internal ManagedOrders(SimulationSetting setting, DemandForecasts forecasts, ReservationPolicy policy)
    {
        _setting = setting;
        _forecasts = forecasts;
        _policy = policy;
        _levels = LevelsOf(policy);
        _probability = ProbabilityOf(setting, policy);
        _held = new decimal[setting.Accounts.Count];
        _trails = [.. setting.Accounts.Select(_ => ReservationTrail.Empty)];
        _isPooled = string.Equals(policy.Name, SimulationPolicyNames.Pooled, StringComparison.Ordinal);
    }

    /// <summary>Both ends of each interval that a policy's rules look at.</summary>
    internal static IEnumerable<double> IntervalsOf(ReservationPolicy policy) =>
        LevelsOf(policy).SelectMany(level => (double[])[(1 - level) / 2, (1 + level) / 2]);

    /// <summary>The quantile that a policy orders; null for one that follows rules.</summary>
    internal static double? ProbabilityOf(SimulationSetting setting, ReservationPolicy policy) =>
        IsThreshold(policy) ? null : setting.ProbabilityAt(policy.CostOptimal!.ShortageCostPerUnitHour);

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
                _trails[i] = plan.Trail;
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
                    Trail = _trails[i],
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
        double mean = forecast.MeanAt(decision);
        if (_probability is { } probability)
        {
            // The policy reads the one end that is its quantile, and keeps the mean where the two contradict each other: bursts now and then lift
            // a mean above the quantile that pays, so it is not given a mean beyond it.
            double quantile = forecast.DecisionQuantileAt(decision, probability);
            double level = Math.Max(SmallestLevel, Math.Abs((2 * probability) - 1));
            double centre = probability > 0.5 ? Math.Min(mean, quantile) : Math.Max(mean, quantile);
            return new PredictedDemand
            {
                Mean = centre,
                Intervals = [new DemandInterval(level, Math.Min(centre, quantile), Math.Max(centre, quantile))],
            };
        }

        DemandInterval[] intervals = new DemandInterval[_levels.Length];
        for (int i = 0; i < intervals.Length; i++)
        {
            double level = _levels[i];
            intervals[i] = new DemandInterval(
                level, forecast.QuantileAt(decision, (1 - level) / 2), forecast.QuantileAt(decision, (1 + level) / 2));
        }

        return new PredictedDemand { Mean = mean, Intervals = intervals };
    }

    private static bool IsThreshold(ReservationPolicy policy) => policy.Name is ReservationPolicyNames.Threshold;

    private static double[] LevelsOf(ReservationPolicy policy) => IsThreshold(policy)
        ? [.. policy.Rules.Select(rule => rule.Level).Concat(policy.ReleaseFloor is { } floor ? [floor.Level] : []).Distinct().Order()]
        : [];
}
