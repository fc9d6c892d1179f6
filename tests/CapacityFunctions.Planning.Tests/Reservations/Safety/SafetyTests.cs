using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Safety;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations.Safety;

public sealed class SafetyTests
{
    private static readonly ForecastDoubt Short = new(DoubtKind.LowConfidence, "the history is too short");

    // Raised to the upper bound as soon as that exceeds what is held.
    private static readonly ReservationPolicy Policy = new()
    {
        Rules = [new IntervalRule { Level = 0.9, Threshold = 1, Increase = new RuleIncrease(IncreaseKind.ToRatio, 1) }],
    };

    [Fact]
    public void Plan_LowConfidence_RaisesAndNeverReleases()
    {
        AccountReservationPlan plan = PlanOne(Policy, Doubted(100, 1, Short));

        Assert.Equal(100, plan.Target);
        Reasons.Say(plan.Reasons, "nothing is released: safety, lowConfidence (the history is too short); 100 instead of 80");
        Assert.Equal(124, PlanOne(Policy, Doubted(100, 120, Short)).Target); // the bound
    }

    [Fact]
    public void Plan_NoReleaseAndAPin_TheOperatorIsObeyed() =>
        Assert.Equal(30, PlanOne(Policy, Doubted(100, 1, Short), Instruction(OverrideKind.PinReservation, 30)).Target);

    [Fact]
    public void Plan_CoverageOutOfBand_WidensTheIntervals()
    {
        AccountReservationPlan plan = PlanOne(Policy, Doubted(12, 10, new ForecastDoubt(DoubtKind.Coverage, "too many outside")));

        // The bound 14 lies 4 above the mean 10; 1.5 times that is 16.
        Assert.Equal(16, plan.Target);
        Reasons.Say(plan.Reasons, "intervals widened 1.5-fold: safety, coverage (too many outside)");
    }

    [Theory]
    [InlineData(SafetyAction.Act, 14, true)]
    [InlineData(SafetyAction.NoRelease, 14, true)]
    [InlineData(SafetyAction.Widen, 16, true)]
    [InlineData(SafetyAction.Recommend, 14, false)]
    [InlineData(SafetyAction.Hold, 12, true)]
    public void Plan_EachAction_DoesWhatItSays(SafetyAction action, int target, bool enforced)
    {
        ReservationPolicy policy = Policy with { Safety = new SafetyRules { LowConfidence = action } };

        AccountReservationPlan plan = PlanOne(policy, Doubted(12, 10, Short));

        Assert.Equal((target, enforced), ((int)plan.Target, plan.Enforced));
    }

    [Fact]
    public void Plan_SeveralDoubts_AddUp()
    {
        ReservationPolicy policy = Policy with { Safety = new SafetyRules { Drift = SafetyAction.Recommend } };

        AccountReservationPlan plan = PlanOne(policy, Doubted(100, 1, new(DoubtKind.Drift, "worse"), Short, new(DoubtKind.Fallback, "older model")));

        Assert.False(plan.Enforced);
        Assert.Equal(100, plan.Target);
        Reasons.Say(plan.Reasons, "recommended only: safety, drift (worse)");
        Reasons.Say(plan.Reasons, "intervals widened 1.5-fold: safety, fallback (older model)");
    }

    [Fact]
    public void Plan_RecommendAndAnOperatorsMode_TheOperatorIsObeyed()
    {
        ReservationPolicy policy = Policy with { Safety = new SafetyRules { LowConfidence = SafetyAction.Recommend } };

        Assert.True(PlanOne(policy, Doubted(12, 10, Short), Instruction(OverrideKind.Mode) with { Mode = OperatingMode.Enforce }).Enforced);
    }

    [Fact]
    public void Plan_NoDoubt_ChangesNothing() => Assert.Equal(80, PlanOne(Policy, Doubted(100, 1)).Target);

    [Fact]
    public void Rules_Defaults_AreThoseOfTheirDocumentation() => Assert.Equal(
        new SafetyRules
        {
            LowConfidence = SafetyAction.NoRelease,
            NoSkill = SafetyAction.Act,
            Coverage = SafetyAction.Widen,
            Drift = SafetyAction.NoRelease,
            Fallback = SafetyAction.Widen,
            WidenFactor = 1.5,
        },
        new SafetyRules());

    private static AccountReservationState Doubted(decimal held, double mean, params ForecastDoubt[] doubts) =>
        Account("a", held, mean, new DemandInterval(0.9, mean / 2, mean + 4)) with { Doubts = doubts };
}
