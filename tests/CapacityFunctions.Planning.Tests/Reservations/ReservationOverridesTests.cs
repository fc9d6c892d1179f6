using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations;

public sealed class ReservationOverridesTests
{
    private static readonly ReservationPolicy Policy = new();

    [Theory]
    [InlineData(OverrideKind.PinReservation, 15.0, 15)]
    [InlineData(OverrideKind.PinReservation, 14.5, 15)] // whole units that cover the pin
    [InlineData(OverrideKind.ReservationFloor, 40.0, 40)]
    [InlineData(OverrideKind.ReservationFloor, 20.0, 30)] // demand is higher: no effect
    [InlineData(OverrideKind.ReservationCeiling, 20.5, 20)]
    [InlineData(OverrideKind.ReservationCeiling, 40.0, 30)]
    [InlineData(OverrideKind.DemandUplift, 1.5, 45)] // 30 × 1.5
    [InlineData(OverrideKind.DemandUplift, 0.5, 15)]
    [InlineData(OverrideKind.Freeze, null, 10)]
    [InlineData(OverrideKind.GuaranteedMinimum, 99.0, 30)] // speaks of allocations
    public void Plan_Override_SetsTheTarget(OverrideKind kind, double? value, int target)
    {
        Override instruction = Instruction(kind, (decimal?)value);

        AccountReservationPlan plan = PlanOne(Policy, Account("a", 10, 30), instruction);

        Assert.Equal(target, plan.Target);
        Assert.Equal(target != 30, plan.Reasons.Any(reason => reason.Contains("campaign", StringComparison.Ordinal)));
    }

    [Fact]
    public void Plan_FloorAboveCeiling_FloorWins()
    {
        AccountReservationPlan plan = PlanOne(
            Policy, Account("a", 10, 30), Instruction(OverrideKind.ReservationFloor, 25), Instruction(OverrideKind.ReservationCeiling, 20));

        Assert.Equal(25, plan.Target);
        Reasons.Say(plan.Reasons, "override reservation-ceiling 20 by anna until 2026-11-25T00:00Z: campaign; 20 instead of 30");
        Reasons.Say(plan.Reasons, "override reservation-floor 25 by anna until 2026-11-25T00:00Z: campaign; 25 instead of 20");
    }

    [Fact]
    public void Plan_OverrideBeyondLimits_IsBoundAndSaysByWhat()
    {
        ReservationPolicy policy = Policy with { Limits = new ReservationLimits { MaxIncreasePerCycle = 50 } };
        ReservationPlanningInput input = Input(Account("a", 10, 10) with { Maximum = 200 }) with
        {
            Policy = policy,
            Zones = [new ZoneOffer("1", 1, 30)],
            Overrides = [Instruction(OverrideKind.PinReservation, 500)],
        };

        AccountReservationPlan plan = PlanOne(input);

        Assert.Equal(40, plan.Target);
        Reasons.Say(plan.Reasons, "bound by maximum: 200 instead of 500");
        Reasons.Say(plan.Reasons, "bound by maxIncreasePerCycle 50: 60 instead of 200");
        Reasons.Say(plan.Reasons, "the zones have no more: 40 of 60 can be held");
    }

    [Fact]
    public void Plan_Freeze_KeepsZonesTooAndOutranksAPin()
    {
        AccountReservationState account = Account("a", 0, 30) with { Reserved = InZones(3, 4) };
        ReservationPlanningInput input = Input(account) with
        {
            Zones = [new ZoneOffer("1", 9, 50), new ZoneOffer("2", 1, 50)],
            Overrides = [Instruction(OverrideKind.Freeze), Instruction(OverrideKind.PinReservation, 20)],
        };

        AccountReservationPlan plan = PlanOne(input);

        Assert.Empty(plan.Requests);
        Assert.Equal((3m, 4m), (plan.ByZone["1"], plan.ByZone["2"]));
        Reasons.Say(plan.Reasons, "override freeze by anna until 2026-11-25T00:00Z: campaign; nothing changes");
        Reasons.Say(plan.Reasons, "override pin-reservation 20");
    }

    [Fact]
    public void Plan_ModeOverride_ChangesWhetherThePlanIsEnforced()
    {
        Override recommend = Instruction(OverrideKind.Mode) with { Mode = OperatingMode.Recommend };

        AccountReservationPlan plan = PlanOne(Policy, Account("a", 10, 30), recommend);

        Assert.False(plan.Enforced);
        Assert.Equal(30, plan.Target);
        Reasons.Say(plan.Reasons, "override mode Recommend by anna");
    }

    [Fact]
    public void Plan_UpliftOfIntervals_ReachesTheRules()
    {
        // Upper 8 × 1.5 = 12 > 0.8 × 10; without the uplift it is not above 8.
        ReservationPolicy policy = Policy with
        {
            Rules = [new IntervalRule { Level = 0.9, Threshold = 0.8m, Increase = new RuleIncrease(IncreaseKind.Absolute, 3) }],
        };
        AccountReservationState account = Account("a", 10, 6, new DemandInterval(0.9, 4, 8));

        Assert.Equal(8, PlanOne(policy, account).Target);
        Assert.Equal(13, PlanOne(policy, account, Instruction(OverrideKind.DemandUplift, 1.5m)).Target);
    }

    [Fact]
    public void Plan_ExpiredOverride_HasNoEffect() =>
        Assert.Equal(30, PlanOne(Policy, Account("a", 10, 30), Instruction(OverrideKind.Freeze) with { ExpiresAt = Now }).Target);
}
