using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Simulations;
using static CapacityFunctions.Planning.Tests.Simulations.SimulationBuilder;

namespace CapacityFunctions.Planning.Tests.Simulations;

public sealed class ReservationSimulatorTests
{
    [Fact]
    public void Run_StaticPeak_HoldsTheHighestBeforeTheStart() =>
        Assert.Equal([7, 7], Reserved(Setting(Account(3, 2, 7, 3, 9, 1)), SimulationPolicyNames.StaticPeak));

    [Fact]
    public void Run_Reactive_TakesTheLastHourThatIsKnownWhenTheOrderIsPlaced()
    {
        // Buckets are hours, so the last hour is one bucket: for bucket b the order is placed at b − 2, when b − 3 is the newest. × 1.2.
        double[] reserved = Reserved(Setting(Account(3, 10, 20, 30, 0, 0, 0)), SimulationPolicyNames.Reactive);

        Assert.Equal([12, 24, 36], reserved, (left, right) => Math.Abs(left - right) < 1e-12);
    }

    [Fact]
    public void Run_ReactiveInAGap_KeepsTheLastHourBeforeIt() =>
        Assert.Equal([12, 12], Reserved(Setting(Account(3, 10, null, null, 5, 5)), SimulationPolicyNames.Reactive), (left, right) => Math.Abs(left - right) < 1e-12);

    [Fact]
    public void Run_LastValueQuantile_AddsTheQuantileOfPastChangesOverTheWholeDistance()
    {
        // Three buckets lie between the last known value and the one that is covered. Usage grows by 1 an hour: every change over three is 3.
        double[] reserved = Reserved(Setting(Account(8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)), SimulationPolicyNames.LastValueQuantile);

        Assert.Equal([8, 9], reserved);
    }

    [Fact]
    public void Run_LastValueQuantile_InterpolatesTheOrderStatistics()
    {
        // First order at bucket 6: changes over three of 0, 0, 0, 10, 0, 20 are 10, 0, 20. Sorted 0, 10, 20, the 0.9 quantile is 10 + 0.8 × 10 = 18; on top of 20.
        Assert.Equal([38], Reserved(Setting(Account(8, 0, 0, 0, 10, 0, 20, 0, 0, 0)), SimulationPolicyNames.LastValueQuantile), (left, right) => Math.Abs(left - right) < 1e-9);
    }

    [Fact]
    public void Run_SeasonalNaive_TakesTheDayBefore()
    {
        double?[] usage = [.. Enumerable.Range(0, 50).Select(hour => (double?)hour)];
        usage[24] = null;

        // Bucket 48 would be hour 24, which is a gap: the day before that.
        Assert.Equal([0, 25], Reserved(Setting(Account(48, usage)), SimulationPolicyNames.SeasonalNaive));
    }

    [Fact]
    public void Run_Clairvoyant_CostsWhatIsUsed()
    {
        SimulationSetting setting = Setting(Account(2, 1, 1, 5, null, 3));

        PolicyRun run = ReservationSimulator.Run(setting, Forecasts(setting, new ScriptedForecast(_ => 0)), new PolicyVariant(SimulationPolicyNames.Clairvoyant));

        Assert.Equal(8, run.Total.Cost, 1e-12);
        Assert.Equal(0, run.Total.ShortageUnitHours);
        Assert.Equal(2, run.Total.Buckets);
    }

    [Fact]
    public void Run_Settlement_AddsPriceAndShortageOverKnownBuckets()
    {
        // Peak 4 throughout: bucket 2 uses 6 (2 short), 3 is a gap, 4 uses 1. Reserved 8, short 2: 8 × 1 + 2 × 9 = 26.
        SimulationSetting setting = Setting(Account(2, 4, 3, 6, null, 1));

        ReservationCost total = ReservationSimulator.Run(setting, Forecasts(setting, new ScriptedForecast(_ => 0)), new PolicyVariant(SimulationPolicyNames.StaticPeak)).Total;

        Assert.Equal(8, total.ReservedUnitHours);
        Assert.Equal(7, total.UsedUnitHours);
        Assert.Equal(2, total.ShortageUnitHours);
        Assert.Equal(26, total.Cost);
        Assert.Equal(2.0 / 7, total.ShortageShare, 1e-12);
        Assert.Equal(0.5, total.Exceedance);
        Assert.Equal(0, total.Increases + total.Decreases);
    }

    [Fact]
    public void Run_FiveMinuteBuckets_CostATwelfth()
    {
        SimulationSetting setting = Setting(Account(2, 4, 3, 6, 1)) with { Grid = TimeSpan.FromMinutes(5) };

        ReservationCost total = ReservationSimulator.Run(setting, Forecasts(setting, new ScriptedForecast(_ => 0)), new PolicyVariant(SimulationPolicyNames.StaticPeak)).Total;

        Assert.Equal(26.0 / 12, total.Cost, 1e-12);
    }

    [Fact]
    public void Run_CostOptimal_OrdersTheQuantileThroughTheManager()
    {
        // 0.9 of a spread of 10 around 5 + decision: 4 above it, for the order that was placed two buckets before.
        double[] reserved = Reserved(Setting(Account(3, 1, 1, 1, 1, 1)), SimulationPolicyNames.CostOptimal, new ScriptedForecast(decision => 5 + decision, spread: 10));

        Assert.Equal([10, 11], reserved, (left, right) => Math.Abs(left - right) < 0.0011);
    }

    [Fact]
    public void Run_CostOptimalWithMeanAboveTheQuantile_OrdersTheQuantile()
    {
        // A negative spread puts the 0.9 quantile 4 below the mean of 10.
        double[] reserved = Reserved(Setting(Account(3, 1, 1, 1, 1)), SimulationPolicyNames.CostOptimal, new ScriptedForecast(_ => 10, spread: -10));

        Assert.Equal([6], reserved, (left, right) => Math.Abs(left - right) < 0.0011);
    }

    [Fact]
    public void Run_Threshold_ReleasesAFifthOfWhatTheLastOrderHeld()
    {
        // Raised to the mean of 100, then 10 wanted: 100 → 80 → 64.
        double[] reserved = Reserved(Setting(Account(3, 1, 1, 1, 1, 1, 1)), SimulationPolicyNames.Threshold, new ScriptedForecast(decision => decision == 1 ? 100 : 10));

        Assert.Equal([100, 80, 64], reserved, (left, right) => Math.Abs(left - right) < 0.0011);
    }

    [Fact]
    public void Run_StabilisationWindow_RemembersWhatWasWanted()
    {
        // 100 is wanted once, then 10: an hour later that still counts, two hours later it does not.
        ReservationPolicy policy = new() { Limits = new ReservationLimits { StabilisationMinutes = 120 } };
        SimulationSetting setting = Setting(Account(3, 1, 1, 1, 1, 1, 1, 1)) with { Policy = policy };

        double[] reserved = Reserved(setting, SimulationPolicyNames.CostOptimal, new ScriptedForecast(decision => decision == 1 ? 100 : 10));

        Assert.Equal([100, 100, 10, 10], reserved, (left, right) => Math.Abs(left - right) < 0.0011);
    }

    [Fact]
    public void Run_Pooled_ComparesTheGroupsUseWithTheGroupsReservation()
    {
        // The group's quantile is 8: a uses 6 and b 1, together 7, though either's share of 8 may be too small for it.
        SimulationSetting setting = Setting(Account("a", 3, 1, 1, 1, 6), Account("b", 3, 1, 1, 1, 1));

        PolicyRun run = ReservationSimulator.Run(setting, Forecasts(setting, new ScriptedForecast(_ => 8)), new PolicyVariant(SimulationPolicyNames.Pooled));

        Assert.Equal(8, run.Group.Reserved[0], 0.0011);
        Assert.Equal(0, run.Total.ShortageUnitHours);
        Assert.Equal(7, run.Total.UsedUnitHours);
        Assert.Equal(2, run.AccountCosts.Sum(cost => cost.ShortageUnitHours), 0.0011);
    }

    [Fact]
    public void Run_AccountsOfDifferentTimes_CountWhereTheyTakePart()
    {
        SimulationSetting setting = Setting(Account("a", 3, 1, 1, 1, 1, 1), Account("b", 4, 2, 2, 2, 2, 2));

        PolicyRun run = ReservationSimulator.Run(setting, Forecasts(setting, new ScriptedForecast(_ => 0)), new PolicyVariant(SimulationPolicyNames.Clairvoyant));

        Assert.Equal([1, 3], run.Group.Reserved.ToArray());
        Assert.Equal(4, run.Total.UsedUnitHours);
    }

    [Theory]
    [InlineData(SimulationPolicyNames.StaticPeak)]
    [InlineData(SimulationPolicyNames.Reactive)]
    [InlineData(SimulationPolicyNames.CostOptimal)]
    [InlineData(SimulationPolicyNames.Pooled)]
    public void Run_GuaranteedMinimum_BindsEveryPolicy(string policy)
    {
        SimulationSetting setting = Setting(Account(3, 1, 1, 1, 1, 1) with { GuaranteedMinimum = 50 });

        Assert.Equal([50, 50], Reserved(setting, policy));
    }

    [Fact]
    public void Run_WholeUnits_RoundsUp() =>
        Assert.Equal([3], Reserved(Setting(Account(3, 2.2, 1, 1, 1)) with { Unit = 1 }, SimulationPolicyNames.StaticPeak));

    [Theory]
    [MemberData(nameof(Policies))]
    public void Run_ChangedFuture_ChangesNothingEarlier(string policy)
    {
        const int change = 60;
        double?[] usage = [.. Enumerable.Range(0, 100).Select(hour => (double?)((hour * 7919) % 101))];
        double?[] other = [.. usage.Select((value, hour) => hour >= change ? (value * 3) + 50 : value)];

        // What is expected stands for a forecast from what is known: the value before the decision.
        double[] before = Reserved(Setting(Account(48, usage)), policy, new ScriptedForecast(decision => usage[decision - 1]!.Value, spread: 10));
        double[] after = Reserved(Setting(Account(48, other)), policy, new ScriptedForecast(decision => other[decision - 1]!.Value, spread: 10));

        // An order placed when bucket 60 begins has not seen it, and covers bucket 62.
        int unchanged = change + Lead + 1 - 48;
        Assert.Equal(before[..unchanged], after[..unchanged]);
        Assert.Equal(policy == SimulationPolicyNames.StaticPeak, before[unchanged..].SequenceEqual(after[unchanged..]));
    }

    public static TheoryData<string> Policies() => [.. SimulationPolicyNames.All.Where(name => name != SimulationPolicyNames.Clairvoyant)];

    [Fact]
    public void Run_UnknownPolicy_IsRefused()
    {
        SimulationSetting setting = Setting(Account(3, 1, 1, 1, 1));

        Assert.Throws<ArgumentOutOfRangeException>(() => ReservationSimulator.Run(setting, Forecasts(setting, new ScriptedForecast(_ => 0)), new PolicyVariant("guess")));
    }

    [Fact]
    public void NeedsOf_Policies_AsksForRulesAndQuantilesApart()
    {
        SimulationSetting setting = Setting(Account(3, 1, 1, 1, 1));

        ForecastNeeds needs = ReservationSimulator.NeedsOf(
            setting, [new PolicyVariant(SimulationPolicyNames.Threshold), new PolicyVariant(SimulationPolicyNames.Pooled), new PolicyVariant(SimulationPolicyNames.CostOptimal, 1)]);

        // The loop's rule looks at the 90 % interval; 9 ÷ 10, and 1 ÷ 2 where a shortage costs as much as a unit.
        Assert.Equal([0.05, 0.95], needs.Intervals, (left, right) => Math.Abs(left - right) < 1e-12);
        Assert.Equal([0.5, 0.9], needs.Decisions, (left, right) => Math.Abs(left - right) < 1e-12);
    }
}
