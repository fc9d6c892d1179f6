using CapacityFunctions.Planning.Reservations;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations;

public sealed class ThresholdPolicyTests
{
    private static readonly ReservationPolicy Base = new();

    [Theory]
    [InlineData(10, 12, 12)] // 12 > 10: + (12 − 10)
    [InlineData(10, 12.2, 13)] // + 2.2, up to 3
    [InlineData(10, 10, 10)]
    [InlineData(10, 8, 10)] // 8 is not below 0.8 × 10
    [InlineData(10, 7.9, 8)] // below 8: − 0.2 × 10
    [InlineData(10, 0, 8)]
    [InlineData(13, 1, 11)] // 0.2 × 13 = 2.6, down to 2
    [InlineData(4, 0, 4)] // 0.2 × 4 = 0.8, down to 0
    [InlineData(0, 5, 5)]
    [InlineData(0, 0.1, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(10, 10.000000000000002, 10)] // binary rounding is no demand
    public void Plan_MeanOnly_FollowsTheBaseRule(int held, double mean, int target) =>
        Assert.Equal(target, PlanOne(Base, Account("a", held, mean)).Target);

    [Theory]
    [InlineData(10, 8.1, 20, IncreaseKind.Percent, 12)] // 8.1 > 0.8 × 10: 20 % of 10
    [InlineData(10, 8.0, 20, IncreaseKind.Percent, 10)] // 8.0 is not above: the mean of 8 is content too
    [InlineData(14, 17, 10, IncreaseKind.Percent, 16)] // 10 % of 14 = 1.4, up to 2
    [InlineData(10, 9, 2.5, IncreaseKind.Absolute, 13)]
    [InlineData(10, 12, 0.8, IncreaseKind.ToRatio, 15)] // 12 ÷ 15 = 0.8
    [InlineData(10, 9, 1, IncreaseKind.ToRatio, 10)] // 9 ÷ 1 is below what is held
    [InlineData(0, 9, 50, IncreaseKind.Percent, 8)] // percent of nothing: the mean alone
    [InlineData(0, 9, 0.5, IncreaseKind.ToRatio, 18)]
    public void Plan_UpperBoundAboveThreshold_RaisesByTheRulesIncrease(int held, double upper, double value, IncreaseKind kind, int target)
    {
        ReservationPolicy policy = Base with { Rules = [Rule(0.9, 0.8m, new RuleIncrease(kind, (decimal)value))] };

        Assert.Equal(target, PlanOne(policy, Account("a", held, 8, new DemandInterval(0.9, 1, upper))).Target);
    }

    [Theory]
    [InlineData(10, 5, 7, 8)] // 0.2 × 10 = 2 are released; the floor of 7 does not bind
    [InlineData(10, 5, 8.5, 9)] // down to the bound of 8.5, in whole units 9
    [InlineData(10, 5, 12, 10)] // the bound lies above what is held: nothing is released, and nothing raised
    public void Plan_ReleaseFloor_KeepsTheReservationAtTheBound(int held, double mean, double upper, int target)
    {
        ReservationPolicy policy = Base with { ReleaseFloor = new ReleaseFloor(0.9) };

        Assert.Equal(target, PlanOne(policy, Account("a", held, mean, new DemandInterval(0.9, 1, upper))).Target);
    }

    [Fact]
    public void Plan_ReleaseFloorAndRuleAtTheSameBound_DoNotTakeTurns()
    {
        ReservationPolicy policy = Base with
        {
            Rules = [Rule(0.9, 1, new RuleIncrease(IncreaseKind.ToRatio, 1))],
            ReleaseFloor = new ReleaseFloor(0.9),
        };
        decimal held = 40;
        for (int cycle = 0; cycle < 20; cycle++)
        {
            decimal target = PlanOne(policy, Account("a", held, 10, new DemandInterval(0.9, 5, 16))).Target;
            Assert.True(target <= held, $"cycle {cycle} raised {held} to {target}");
            held = target;
        }

        // It settles at the upper bound, where the rule is content.
        Assert.Equal(16, held);
    }

    [Fact]
    public void Plan_ReleaseFloorWithoutItsInterval_ReleasesAndSaysSo()
    {
        AccountReservationPlan plan = PlanOne(Base with { ReleaseFloor = new ReleaseFloor(0.95) }, Account("a", 10, 5, new DemandInterval(0.9, 1, 9)));

        Assert.Equal(8, plan.Target);
        Assert.Contains(plan.Reasons, reason => reason.Contains("no interval of that level", StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_SeveralIncreases_TakesTheLargestAndNamesIt()
    {
        // Base: 11 − 10 = 1. Rules: 2, 30 % of 10 = 3, 1.
        ReservationPolicy policy = Base with
        {
            Rules =
            [
                Rule(0.9, 0.8m, new RuleIncrease(IncreaseKind.Absolute, 2)),
                Rule(0.8, 0.8m, new RuleIncrease(IncreaseKind.Percent, 30)),
                Rule(0.9, 0.8m, new RuleIncrease(IncreaseKind.Absolute, 1)),
            ],
        };

        AccountReservationPlan plan = PlanOne(policy, Account("a", 10, 11, new DemandInterval(0.8, 8, 14), new DemandInterval(0.9, 7, 15)));

        Assert.Equal(13, plan.Target);
        Assert.Equal("80 % upper bound 14 exceeds 80 % of the reservation 10: increase by 3", Assert.Single(plan.Reasons));
    }

    [Fact]
    public void Plan_RuleAndRelease_IncreaseWins()
    {
        // Mean 5 < 0.8 × 10 would release 2; upper 9 > 8 raises by 1.
        ReservationPolicy policy = Base with { Rules = [Rule(0.9, 0.8m, new RuleIncrease(IncreaseKind.Absolute, 1))] };

        Assert.Equal(11, PlanOne(policy, Account("a", 10, 5, new DemandInterval(0.9, 1, 9))).Target);
    }

    [Fact]
    public void Plan_TriggeredRuleThatRaisesNothing_DoesNotStopARelease()
    {
        ReservationPolicy policy = Base with { Rules = [Rule(0.9, 0.5m, new RuleIncrease(IncreaseKind.ToRatio, 1))] };

        Assert.Equal(8, PlanOne(policy, Account("a", 10, 5, new DemandInterval(0.9, 1, 7))).Target);
    }

    [Fact]
    public void Plan_LowerBoundRule_LooksAtTheLowerBound()
    {
        IntervalRule rule = Rule(0.9, 0.8m, new RuleIncrease(IncreaseKind.Absolute, 1)) with { Bound = IntervalBound.Lower };
        ReservationPolicy policy = Base with { Rules = [rule] };

        Assert.Equal(10, PlanOne(policy, Account("a", 10, 9, new DemandInterval(0.9, 8, 20))).Target);
        Assert.Equal(11, PlanOne(policy, Account("a", 10, 9, new DemandInterval(0.9, 8.5, 20))).Target);
    }

    [Fact]
    public void Plan_ForecastWithoutTheRulesLevel_SaysThatTheRuleWasLeftAside()
    {
        ReservationPolicy policy = Base with { Rules = [Rule(0.95, 0.8m, new RuleIncrease(IncreaseKind.Absolute, 1))] };

        AccountReservationPlan plan = PlanOne(policy, Account("a", 10, 9, new DemandInterval(0.9, 8, 20)));

        Assert.Equal(10, plan.Target);
        Reasons.Say(plan.Reasons, "the rule on the 95 % upper bound was left aside: the forecast has no interval of that level");
    }

    [Fact]
    public void Plan_UnitOfFour_ChangesByWholeUnits()
    {
        // 21 − 16 = 5, up to 8. And 0.2 × 48 = 9.6, down to 8.
        AccountReservationPlan grown = PlanOne(Input(Account("a", 16, 21)) with { Unit = 4 });
        AccountReservationPlan shrunk = PlanOne(Input(Account("a", 48, 1)) with { Unit = 4 });

        Assert.Equal(24, grown.Target);
        Assert.Equal(40, shrunk.Target);
    }

    [Fact]
    public void Policy_Defaults_AreThoseOfItsDocumentation()
    {
        Assert.Equal("threshold", Base.Name);
        Assert.Equal(0.8m, Base.ReleaseBelow);
        Assert.Empty(Base.Rules);
        Assert.Equal(new ReservationLimits(), Base.Limits);
        Assert.Equal((1m, 0m, 1m), (Base.Zones.MaxShare, Base.Zones.SurviveZoneLoss, Base.Zones.FlexibleShare));
        Assert.Equal(1m, Input().Unit);
    }

    private static IntervalRule Rule(double level, decimal threshold, RuleIncrease increase) =>
        new() { Level = level, Threshold = threshold, Increase = increase };

    [Theory]
    [InlineData(0, 0.04, 0, 1)] // the contract's rule: any fraction is a unit
    [InlineData(0, 0.04, 0.5, 0)]
    [InlineData(0, 0.5, 0.5, 1)]
    [InlineData(10, 10.4, 0.5, 10)]
    [InlineData(10, 12.1, 0.5, 13)] // beyond, a fraction is a unit as ever
    public void Plan_RaiseFrom_LeavesFractionsThatAreHardlyNeeded(int held, double mean, double raiseFrom, int target) =>
        Assert.Equal(target, PlanOne(new ReservationPolicy { RaiseFrom = (decimal)raiseFrom }, Account("a", held, mean)).Target);
}
