using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations;

public sealed class PooledPolicyTests
{
    // 9 ÷ (9 + 1) = 0.9: the upper bound of an 80 % interval.
    private static readonly ReservationPolicy Pooled =
        new() { Name = ReservationPolicyNames.Pooled, CostOptimal = new CostOptimalParameters(9) };

    [Fact]
    public void Plan_TwoAccounts_ShareTheHeadroomByWhatTheyLack()
    {
        // Group 110 − guaranteed 30 − 20 = 60. a lacks 80 − 30 = 50, b lacks 50 − 20 = 30: 37.5 and 22.5, the tie to a. One by one: 80 + 50 = 130.
        ReservationPlan plan = Plan(110, Account("b", running: 20, upper: 50), Account("a", running: 30, upper: 80));

        Assert.Equal([68, 42], plan.Accounts.Select(account => account.Target));
        Reasons.Say(plan.Accounts[0].Reasons, "pooled: group demand quantile 0.9 (shortage cost 9, price 1) is 110 (one by one 130), guaranteed parts 50, shared headroom 60");
        Reasons.Say(plan.Accounts[0].Reasons, "guaranteed part 30, own quantile 80: 38 of the headroom");
    }

    [Fact]
    public void Plan_GuaranteesExceedTheGroup_AreKept()
    {
        ReservationPlan plan = Plan(40, Account("a", running: 30, upper: 35), Account("b", running: 5, upper: 20) with { Minimum = 25 });

        Assert.Equal([30, 25], plan.Accounts.Select(account => account.Target));
    }

    [Fact]
    public void Plan_FrozenAccount_KeepsItsOwnAndCountsForTheGroup()
    {
        // b keeps 60, 10 above its quantile: the group needs 110 − 60 − 30 = 20 more, all for a.
        ReservationPlan plan = CapacityReservationManager.Plan(Input(110, Account("a", running: 30, upper: 80), Account("b", running: 60, upper: 50)) with
        {
            Overrides = [Instruction(OverrideKind.Freeze) with { AccountId = "b" }],
        });

        Assert.Equal([50, 60], plan.Accounts.Select(account => account.Target));
    }

    [Fact]
    public void Plan_AccountWithoutForecast_ServesNothingOfTheGroup()
    {
        // The group's forecast is that of a alone, so what c holds counts for nothing.
        ReservationPlan plan = Plan(80, Account("a", running: 30, upper: 80), Account("c", running: 40, upper: 0) with { Demand = null });

        Assert.Equal([80, 40], plan.Accounts.Select(account => account.Target));
    }

    [Fact]
    public void Plan_RecommendedAccount_LacksForItselfAndIsShownWhatAllWouldGet()
    {
        // Enforced: b stays at 20, and what it lacks (30 of 80) is not reserved at a: 60 × 50 ÷ 80 = 37.5, the tie to a. Recommended: as if both changed.
        ReservationPlan plan = Plan(110, Account("a", running: 30, upper: 80), Account("b", running: 20, upper: 50) with { Mode = OperatingMode.Recommend });

        Assert.Equal([68, 42], plan.Accounts.Select(account => account.Target));

        // b holds 50 now, though it needs 20: nothing is missing there, so a gets 110 − 30 − 50 = 30. If b changed, it would get 42.
        ReservationPlan rich = Plan(110, Account("a", running: 30, upper: 80), Account("b", running: 20, upper: 50) with { Reserved = InZones(50), Mode = OperatingMode.Recommend });

        Assert.Equal([60, 42], rich.Accounts.Select(account => account.Target));
    }

    [Fact]
    public void Plan_PinFloorAndCeiling_CountInTheDivision()
    {
        ReservationPlanningInput input = Input(110, Account("a", running: 30, upper: 80), Account("b", running: 20, upper: 50));

        // A pin at 70 leaves 110 − 70 − 20 = 20 for b; a floor at 60 leaves 30: lacks of 20 and 30 share it, 12 and 18.
        Assert.Equal([70, 40], Targets(input with { Overrides = [Instruction(OverrideKind.PinReservation, 70)] }));
        Assert.Equal([72, 38], Targets(input with { Overrides = [Instruction(OverrideKind.ReservationFloor, 60)] }));

        // A ceiling at 40 leaves a lack of 10 beside 30: 15 and 45 of 60, and a keeps to 40. What it may not hold is nobody else's.
        Assert.Equal([40, 65], Targets(input with { Overrides = [Instruction(OverrideKind.ReservationCeiling, 40)] }));
    }

    [Fact]
    public void Plan_DemandUplift_RaisesTheGroupWithIt()
    {
        // All accounts by a half: 110 × 1.5 = 165.
        ReservationPlanningInput input = Input(110, Account("a", running: 30, upper: 80), Account("b", running: 20, upper: 50)) with
        {
            Overrides = [Instruction(OverrideKind.DemandUplift, 1.5m) with { AccountId = Override.Everything }],
        };

        Assert.Equal(165, Targets(input).Sum());
    }

    [Fact]
    public void Plan_NobodyLacksAnything_TheGroupsNeedGoesBySize()
    {
        // Both run above their own quantiles of 30 and 10; the group still asks for 60 − 40 = 20: 15 and 5.
        Assert.Equal([45, 15], Targets(Input(60, Account("a", running: 30, upper: 30), Account("b", running: 10, upper: 10))));
    }

    [Fact]
    public void Plan_TwoZones_AsksWhatPaysForTheWholeGroup()
    {
        // At price 1 the group's quantile is 110, at price 9 (0.5) its mean 100. The cheap zone can hold 105 of all.
        ReservationPlanningInput input = Input(110, Account("a", running: 0, upper: 80), Account("b", running: 0, upper: 50)) with
        {
            Zones = [new ZoneOffer("1", 1, 105), new ZoneOffer("2", 9, 500)],
        };

        Assert.Equal(105, Targets(input).Sum());
    }

    [Theory]
    [InlineData(true, false, "$.group must be given for the policy pooled")]
    [InlineData(false, true, "$.policy.costOptimal must be given for the policy pooled")]
    public void Plan_WithoutWhatItNeeds_IsRefusedByName(bool withCost, bool withGroup, string message)
    {
        ReservationPlanningInput input = Input(10, Account("a", running: 0, upper: 1)) with
        {
            Policy = withCost ? Pooled : Pooled with { CostOptimal = null },
        };

        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => CapacityReservationManager.Plan(withGroup ? input : input with { Group = null }));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    private static ReservationPlan Plan(double groupUpper, params AccountReservationState[] accounts) =>
        CapacityReservationManager.Plan(Input(groupUpper, accounts));

    private static IEnumerable<decimal> Targets(ReservationPlanningInput input) =>
        CapacityReservationManager.Plan(input).Accounts.Select(account => account.Target);

    private static ReservationPlanningInput Input(double groupUpper, params AccountReservationState[] accounts) => PlanBuilder.Input(accounts) with
    {
        Policy = Pooled,
        Group = new PredictedDemand { Mean = groupUpper - 10, Intervals = [new DemandInterval(0.8, 0, groupUpper)] },
    };

    private static AccountReservationState Account(string id, decimal running, double upper) =>
        PlanBuilder.Account(id, running, upper / 2, new DemandInterval(0.8, 0, upper)) with { Running = InZones(running) };
}
