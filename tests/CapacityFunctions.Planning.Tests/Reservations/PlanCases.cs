using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Planning.Reservations.Safety;
using CapacityFunctions.Planning.Reservations.Trails;
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
        from coolDowns in Gen.Frequency((2, Gen.Constant(new List<CoolDown>())), (1, Gen.ListOf(CoolDowns(zones), 2).Select(list => list.ToList())))
        select PlanBuilder.Input([.. accounts.Select((account, i) => account with { AccountId = new AccountId($"account-{i}") })]) with
        {
            Zones = [.. offers.Select((offer, i) => offer with { Zone = $"{i + 1}" })],
            Policy = policy,
            Group = Together([.. accounts]),
            CoolDowns = coolDowns,
            Family = "cpus",
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

    private static Gen<CoolDown> CoolDowns(int zones) =>
        from zone in Gen.Choose(0, zones)
        from type in Gen.Elements("cpu", "memory", string.Empty)
        from family in Gen.Elements("cpus", "gpus", string.Empty)
        from minutes in Gen.Choose(-5, 20)
        select new CoolDown
        {
            Zone = zone == 0 ? null : $"{zone}",
            ResourceType = type.Length == 0 ? null : new ResourceType(type),
            Family = family.Length == 0 ? null : family,
            Until = PlanBuilder.Now.AddMinutes(minutes),
            Failure = new ProviderFailure(FailureClass.ZoneFull, "ZonalAllocationFailed", "full"),
        };

    private static Gen<ReservationTrail> Trail() =>
        from increased in Gen.Choose(-30, 30)
        from decreased in Gen.Choose(-30, 30)
        from wishes in Gen.ListOf(Gen.Choose(0, 40), 3)
        select new ReservationTrail
        {
            IncreasedAt = increased > 0 ? null : PlanBuilder.Now.AddMinutes(increased),
            DecreasedAt = decreased > 0 ? null : PlanBuilder.Now.AddMinutes(decreased),
            Wishes = [.. wishes.Select((units, i) => new PastWish(PlanBuilder.Now.AddMinutes((i - 3) * 5), units))],
        };

    private static Gen<AccountReservationState> Account(int zones) =>
        from held in Gen.ListOf(Gen.Choose(0, 12), zones)
        from idle in Gen.ListOf(Gen.Choose(-1, 12), zones)
        from mean in Gen.Choose(0, 400)
        from spread in Gen.Choose(0, 100)
        from weights in Gen.ListOf(Gen.Choose(0, 3), zones)
        from minimum in Gen.Choose(0, 6)
        from room in Gen.Frequency((1, Gen.Constant(-1)), (1, Gen.Choose(0, 40)))
        from mode in Gen.Elements(OperatingMode.Enforce, OperatingMode.Enforce, OperatingMode.Recommend)
        from trail in Trail()
        from doubts in Gen.Frequency(
            (3, Gen.Constant(new List<ForecastDoubt>())),
            (1, Gen.Choose(0, 4).Select(kind => new List<ForecastDoubt> { new((DoubtKind)kind, "doubt"), new(DoubtKind.Coverage, "another") })))
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
            Trail = trail,
            Doubts = doubts,
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
        from buffer in Gen.Elements(null, new CapacityBuffer(2), new CapacityBuffer(1, 0.3m))
        from coolDown in Gen.Elements<int?>(null, 10)
        from stabilisation in Gen.Elements<int?>(null, 12)
        from maxShare in Gen.Elements(1m, 0.6m, 0.4m)
        from survive in Gen.Elements(0m, 0.5m, 0.9m)
        from flexible in Gen.Elements(1m, 0.7m, 0m)
        from tolerance in Gen.Elements(0m, 0m, 0.05m, 0.5m)
        from moveCost in Gen.Elements(0m, 0m, 6m)
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
                Buffer = buffer,
                DecreaseCoolDownMinutes = coolDown,
                StabilisationMinutes = stabilisation,
            },
            Zones = new ZoneRules { MaxShare = maxShare, SurviveZoneLoss = survive, FlexibleShare = flexible, MoveTolerance = tolerance, MoveCostPerUnit = moveCost },
        };

    private static IEnumerable<ReservationPlanningInput> Smaller(ReservationPlanningInput input) =>
        input.Accounts.Count == 1
            ? []
            : input.Accounts.Select(left => input.Accounts.Where(account => account != left).ToArray())
                .Select(fewer => input with { Accounts = fewer, Group = Together(fewer) });
}
