using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using static CapacityFunctions.Planning.Tests.Reservations.PlanBuilder;

namespace CapacityFunctions.Planning.Tests.Reservations;

public sealed class ReservationLimitsTests
{
    private static readonly ReservationPolicy Policy = new();

    [Theory]
    [InlineData(10, 12, 4, null, 12)]
    [InlineData(0, 1, 4, null, 4)] // 1 wanted, 4 the least
    [InlineData(10, 30, 0, 20, 20)]
    [InlineData(0, 0, 4, null, 4)] // the minimum holds without demand
    [InlineData(30, 30, 0, 20, 20)] // the maximum holds although demand is higher
    public void Plan_MinimumAndMaximum_BindTheTarget(int held, int mean, int minimum, int? maximum, int target)
    {
        AccountReservationState account = Account("a", held, mean) with { Minimum = minimum, Maximum = maximum };

        Assert.Equal(target, PlanOne(Policy, account).Target);
    }

    [Fact]
    public void Plan_CycleSteps_BindBothDirectionsForEachAccount()
    {
        ReservationPolicy policy = Policy with { Limits = new ReservationLimits { MaxIncreasePerCycle = 5.9m, MaxDecreasePerCycle = 3 } };

        ReservationPlan plan = CapacityReservationManager.Plan(Input(Account("a", 10, 30), Account("b", 10, 30), Account("c", 100, 1)) with { Policy = policy });

        // + 20 each, bound to ⌊5.9⌋ = 5 each; − 0.2 × 100 = 20, bound to 3.
        Assert.Equal([15m, 15m, 97m], plan.Accounts.Select(account => account.Target));
        Reasons.Say(plan.Accounts[0].Reasons, "bound by maxIncreasePerCycle 5.9: 15 instead of 30");
        Reasons.Say(plan.Accounts[2].Reasons, "bound by maxDecreasePerCycle 3: 97 instead of 80");
    }

    [Fact]
    public void Plan_MaximumFarBelowWhatIsHeld_IsReachedStepByStep()
    {
        ReservationPolicy policy = Policy with { Limits = new ReservationLimits { MaxDecreasePerCycle = 3 } };

        Assert.Equal(27, PlanOne(policy, Account("a", 30, 30) with { Maximum = 20 }).Target);
    }

    [Fact]
    public void Plan_RunningInOneZone_IsNeverReleasedThere()
    {
        // Wanted: 20 − 4 = 16. In zone 1 all 10 run, in zone 2 none: 10 + 6.
        AccountReservationState account = Account("a", 0, 1) with { Reserved = InZones(10, 10), Running = InZones(10, 0) };
        ReservationPlanningInput input = Input(account) with { Zones = [new ZoneOffer("1", 2, 50), new ZoneOffer("2", 1, 50)] };

        AccountReservationPlan plan = PlanOne(input);

        Assert.Equal((10m, 6m), (plan.ByZone["1"], plan.ByZone["2"]));
    }

    [Fact]
    public void Plan_PinBelowWhatRuns_IsBoundByIt()
    {
        AccountReservationState account = Account("a", 20, 10) with { Running = InZones(12.5m) };

        AccountReservationPlan plan = PlanOne(Policy, account, Instruction(OverrideKind.PinReservation, 5));

        Assert.Equal(13, plan.Target);
        Reasons.Say(plan.Reasons, "override pin-reservation 5 by anna until 2026-11-25T00:00Z: campaign");
        Reasons.Say(plan.Reasons, "bound by what runs: 13 instead of 5");
    }

    [Fact]
    public void Plan_RunningBeyondTheReservation_IsCoveredUpToTheStepsOfACycle()
    {
        AccountReservationState account = Account("a", 4, 4) with { Running = InZones(10) };
        ReservationPolicy careful = Policy with { Limits = new ReservationLimits { MaxIncreasePerCycle = 2 } };

        Assert.Equal(10, PlanOne(Policy, account).Target);
        AccountReservationPlan bound = PlanOne(careful, account);
        Assert.Equal(6, bound.Target);
        Reasons.Say(bound.Reasons, "relaxed: maxShare, surviveZoneLoss, demand distribution, running units that no reservation covers");
    }

    [Fact]
    public void Plan_HoldReason_ChangesNothing()
    {
        AccountReservationState account = Account("a", 10, 30) with { HoldReason = "usage is 40 minutes old", Minimum = 20 };

        AccountReservationPlan plan = PlanOne(Policy, account, Instruction(OverrideKind.ReservationFloor, 50));

        Assert.Equal((10m, 10m, 0), (plan.Current, plan.Target, plan.Requests.Count));
        Reasons.Say(plan.Reasons, "held: usage is 40 minutes old; nothing changes");
        Reasons.Say(plan.Reasons, "override reservation-floor 50 by anna until 2026-11-25T00:00Z: campaign; waits until the account is no longer held");
    }

    [Fact]
    public void Plan_NoForecast_ChangesNothing()
    {
        AccountReservationPlan plan = PlanOne(Policy, Account("a", 10, 30) with { Demand = null });

        Assert.Empty(plan.Requests);
        Reasons.Say(plan.Reasons, "held: there is no forecast to act on");
    }

    [Fact]
    public void Plan_RecommendMode_PlansTheSameAndEnforcesNothing()
    {
        AccountReservationPlan enforced = PlanOne(Policy, Account("a", 10, 30));
        AccountReservationPlan recommended = PlanOne(Policy, Account("a", 10, 30) with { Mode = OperatingMode.Recommend });

        Assert.True(enforced.Enforced);
        Assert.False(recommended.Enforced);
        Assert.Equal(enforced.Requests, recommended.Requests);
        Assert.Equal(30, recommended.Target);
    }

    [Fact]
    public void Plan_RecommendedAccount_TakesNothingFromAnEnforcedOne()
    {
        AccountReservationState recommended = Account("a", 0, 10) with { Mode = OperatingMode.Recommend };

        ReservationPlan plan = CapacityReservationManager.Plan(
            Input(recommended, Account("b", 0, 10)) with { Zones = [new ZoneOffer("1", 1, 12)] });

        Assert.Equal((2m, 10m), (plan.Accounts[0].Target, plan.Accounts[1].Target));
    }

    [Fact]
    public void Plan_ZoneRunsOut_AccountsAreServedByIdAndTheRestIsUnmet()
    {
        ReservationPlan plan = CapacityReservationManager.Plan(
            Input(Account("b", 0, 10), Account("a", 5, 12)) with { Zones = [new ZoneOffer("1", 1, 9.5m)] });

        // 9 whole units: a takes 7, b gets 2 of 10.
        Assert.Equal((12m, 2m), (plan.Accounts[0].Target, plan.Accounts[1].Target));
        UnmetReservation unmet = Assert.Single(plan.Unmet);
        Assert.Equal(("b", 8m), (unmet.AccountId.Value, unmet.Amount));
        Assert.Equal("the zones have no more: 2 of 10 can be held", unmet.Reason);
        Reasons.Say(plan.Accounts[1].Reasons, unmet.Reason);
    }

    [Fact]
    public void Plan_Budget_TrimsIncreasesByAccountIdAfterReleases()
    {
        // Held 10 + 10 + 50 = 70 at price 1. c releases 10: 60 of a budget of 75. a wants + 10, b wants + 10: a gets 10, b gets 5.
        ReservationPolicy policy = Policy with { Limits = new ReservationLimits { BudgetPerHour = 75 } };

        ReservationPlan plan = CapacityReservationManager.Plan(Input(Account("c", 50, 1), Account("b", 10, 20), Account("a", 10, 20)) with { Policy = policy });

        Assert.Equal([20m, 15m, 40m], plan.Accounts.Select(account => account.Target));
        Assert.Equal(75, plan.CostPerHour);
        UnmetReservation unmet = Assert.Single(plan.Unmet);
        Assert.Equal(("b", 5m, "budgetPerHour 75 allows 15 of 20"), (unmet.AccountId.Value, unmet.Amount, unmet.Reason));
    }

    [Fact]
    public void Plan_BudgetAlreadyExceeded_ForcesNoRelease()
    {
        ReservationPolicy policy = Policy with { Limits = new ReservationLimits { BudgetPerHour = 5 } };

        AccountReservationPlan plan = PlanOne(policy, Account("a", 10, 20));

        Assert.Equal(10, plan.Target);
    }

    [Fact]
    public void Plan_BudgetTooSmallForTheZoneRules_KeepsWhatIsHeld()
    {
        // Both zones must hold half (maxShare 0.5), which would cost 5 × 1 + 5 × 9 = 50; now it costs 10.
        ReservationPolicy policy = Policy with { Limits = new ReservationLimits { BudgetPerHour = 20 }, Zones = new ZoneRules { MaxShare = 0.5m } };
        ReservationPlanningInput input = Input(Account("a", 10, 10)) with
        {
            Policy = policy,
            Zones = [new ZoneOffer("1", 1, 50), new ZoneOffer("2", 9, 50)],
        };

        AccountReservationPlan plan = PlanOne(input);

        Assert.Empty(plan.Requests);
        Reasons.Say(plan.Reasons, "budgetPerHour 20 allows no other split: nothing changes");
    }
}
