using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using FsCheck;
using FsCheck.Fluent;

namespace CapacityFunctions.Planning.Tests.Reservations;

/// <summary>Random reservation decisions: up to four zones and eight accounts with small numbers, so that limits bind often.</summary>
public static class PlanCases
{
    public static Arbitrary<ReservationPlanningInput> Inputs() => Arb.From(Input(), Smaller);

    private static Gen<ReservationPlanningInput> Input() =>
        from zones in Gen.Choose(1, 4)
        from offers in Gen.ListOf(Offer(), zones)
        from size in Gen.Choose(1, 8)
        from accounts in Gen.ListOf(Account(zones), size)
        from policy in Policy()
        select PlanBuilder.Input([.. accounts.Select((account, i) => account with { AccountId = new AccountId($"account-{i}") })]) with
        {
            Zones = [.. offers.Select((offer, i) => offer with { Zone = $"{i + 1}" })],
            Policy = policy,
            Group = Together([.. accounts]),
        };

    /// <summary>The accounts together, with a spread as if their errors were unrelated.</summary>
    internal static PredictedDemand Together(IReadOnlyList<AccountReservationState> accounts)
    {
        double mean = accounts.Sum(account => account.Demand!.Mean);
        double spread = Math.Sqrt(accounts.Sum(account => Math.Pow(account.Demand!.Intervals[0].Upper - account.Demand.Mean, 2)));
        return new PredictedDemand { Mean = mean, Intervals = [new DemandInterval(0.9, Math.Max(0, mean - spread), mean + spread)] };
    }

    private static Gen<ZoneOffer> Offer() =>
        from price in Gen.Choose(0, 5)
        from available in Gen.Frequency((1, Gen.Choose(0, 8)), (1, Gen.Choose(0, 200)))
        select new ZoneOffer("unnamed", price / 4m, available);

    private static Gen<AccountReservationState> Account(int zones) =>
        from held in Gen.ListOf(Gen.Choose(0, 12), zones)
        from idle in Gen.ListOf(Gen.Choose(-1, 12), zones)
        from mean in Gen.Choose(0, 400)
        from spread in Gen.Choose(0, 100)
        from weights in Gen.ListOf(Gen.Choose(0, 3), zones)
        from minimum in Gen.Choose(0, 6)
        from room in Gen.Frequency((1, Gen.Constant(-1)), (1, Gen.Choose(0, 40)))
        from mode in Gen.Elements(OperatingMode.Enforce, OperatingMode.Enforce, OperatingMode.Recommend)
        select new AccountReservationState
        {
            AccountId = new AccountId("unnamed"),
            Mode = mode,
            Reserved = PlanBuilder.InZones([.. held.Select(amount => (decimal)amount)]),
            Running = PlanBuilder.InZones([.. held.Zip(idle, (amount, free) => Math.Max(0m, amount - free))]),
            Demand = new PredictedDemand
            {
                Mean = mean / 10.0,
                Intervals = [new DemandInterval(0.9, Math.Max(0, mean - spread) / 10.0, (mean + spread) / 10.0)],
                ByZone = Shares([.. weights]),
            },
            Minimum = minimum,
            Maximum = room < 0 ? null : minimum + room,
        };

    private static Dictionary<string, double> Shares(int[] weights) =>
        weights.Sum() == 0
            ? new Dictionary<string, double>(StringComparer.Ordinal)
            : weights.Select((weight, i) => (Zone: $"{i + 1}", weight)).ToDictionary(entry => entry.Zone, entry => (double)entry.weight / weights.Sum(), StringComparer.Ordinal);

    private static Gen<ReservationPolicy> Policy() =>
        from name in Gen.Elements(ReservationPolicyNames.Threshold, ReservationPolicyNames.Threshold, ReservationPolicyNames.CostOptimal, ReservationPolicyNames.Pooled)
        from kind in Gen.Elements(IncreaseKind.Percent, IncreaseKind.Absolute, IncreaseKind.ToRatio)
        from maxIncrease in Gen.Frequency((1, Gen.Constant(-1)), (1, Gen.Choose(0, 20)))
        from maxDecrease in Gen.Frequency((1, Gen.Constant(-1)), (1, Gen.Choose(0, 5)))
        from budget in Gen.Frequency((2, Gen.Constant(-1)), (1, Gen.Choose(0, 150)))
        from maxShare in Gen.Elements(1m, 0.6m, 0.4m)
        from survive in Gen.Elements(0m, 0.5m, 0.9m)
        from flexible in Gen.Elements(1m, 0.7m, 0m)
        select new ReservationPolicy
        {
            Name = name,
            Rules = [new IntervalRule { Level = 0.9, Threshold = 0.8m, Increase = new RuleIncrease(kind, kind == IncreaseKind.ToRatio ? 0.9m : 3) }],
            CostOptimal = new CostOptimalParameters(2),
            Limits = new ReservationLimits
            {
                MaxIncreasePerCycle = maxIncrease < 0 ? null : maxIncrease,
                MaxDecreasePerCycle = maxDecrease < 0 ? null : maxDecrease,
                BudgetPerHour = budget < 0 ? null : budget,
            },
            Zones = new ZoneRules { MaxShare = maxShare, SurviveZoneLoss = survive, FlexibleShare = flexible },
        };

    private static IEnumerable<ReservationPlanningInput> Smaller(ReservationPlanningInput input) =>
        input.Accounts.Count == 1
            ? []
            : input.Accounts.Select(left => input.Accounts.Where(account => account != left).ToArray())
                .Select(fewer => input with { Accounts = fewer, Group = Together(fewer) });
}
