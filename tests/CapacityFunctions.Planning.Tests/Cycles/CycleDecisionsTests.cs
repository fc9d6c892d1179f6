using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Planning.Reservations.Trails;

namespace CapacityFunctions.Planning.Tests.Cycles;

public sealed class CycleDecisionsTests
{
    private const double Level = 0.9;
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
    private static readonly CycleId Cycle = CycleId.At(Now);
    private static readonly ResourceType Cores = new("cores");
    private static readonly AccountId A = new("a");
    private static readonly ZoneOffer[] Zones = [new("1", 0.2m, 100), new("2", 0.1m, 100)];

    private static readonly LinkedAccount Account = new()
    {
        Id = A,
        Mode = OperatingMode.Enforce,
        Resources = new Dictionary<ResourceType, ResourceLimits> { [Cores] = new(GuaranteedMinimum: 4, Maximum: 50) },
    };

    private static readonly SeriesOutlook Outlook = new()
    {
        AccountId = A,
        ResourceType = Cores,
        UsageNow = 7.5,
        UsageAt = Now,
        Demand = new PredictedDemand
        {
            Mean = 10,
            Intervals = [new DemandInterval(Level, 8, 13)],
            ByZone = new Dictionary<string, double>(StringComparer.Ordinal) { ["1"] = 0.3, ["2"] = 0.3, ["elsewhere"] = 0.4 },
        },
    };

    private static readonly AllocationFacts Facts = new() { Capacity = 20, UpperLevel = Level, EnforcedOnly = true };

    [Fact]
    public void ReservationInput_ZoneThatIsNotOffered_ItsShareCountsAnywhere()
    {
        AccountReservationState state = Assert.Single(Decisions(Account).ReservationInput(new ReservationPolicy(), Zones, null).Accounts);

        // 0.3 and 0.3 of the 0.6 that is offered.
        Assert.Equal(["1", "2"], state.Demand!.ByZone.Keys.Order(StringComparer.Ordinal));
        Assert.All(state.Demand.ByZone.Values, share => Assert.Equal(0.5, share, 1e-12));
    }

    [Fact]
    public void ReservationInput_GuaranteeIsOverridden_BacksThatOne()
    {
        Override raised = new()
        {
            Kind = OverrideKind.GuaranteedMinimum,
            AccountId = "a",
            ResourceType = "*",
            Value = 9,
            EffectiveFrom = Now,
            ExpiresAt = Now.AddHours(1),
            Reason = "campaign",
        };

        Assert.Equal(4, Minimum(Decisions(Account)));
        Assert.Equal(9, Minimum(Decisions(Account).With(raised)));
        Assert.Equal(50, Minimum(Decisions(Account).With(raised with { Value = 60 }))); // the account's maximum
        Assert.Equal(4, Minimum(Decisions(Account).With(raised with { ExpiresAt = Now })));

        static decimal Minimum(CycleDecisions decisions) =>
            Assert.Single(decisions.ReservationInput(new ReservationPolicy(), Zones, null).Accounts).Minimum;
    }

    [Fact]
    public void ReservationInput_UsageAndAllocation_BoundWhatMayBeReleased()
    {
        CycleDecisions decisions = Decisions(Account, held: [new(A, Cores, "1", 10), new(A, Cores, "2", 6)], allocated: 12);

        AccountReservationState state = Assert.Single(decisions.ReservationInput(new ReservationPolicy(), Zones, null).Accounts);

        // 30 % of 7.5 units run in each offered zone: 2.25, in whole units 3.
        Assert.Equal(3, state.Running["1"]);
        Assert.Equal(3, state.Running["2"]);
        Assert.Equal(12, state.Minimum);
        Assert.Equal(50, state.Maximum);
    }

    [Fact]
    public void ReservationInput_ProviderKnowsWhatIsAllocated_TheLargerCounts()
    {
        CycleDecisions decisions = Decisions(Account, held:
        [
            new(A, Cores, "1", 10) { Allocated = 12 }, // more than is held: it is overallocated
            new(A, Cores, "2", 6) { Allocated = 1 }, // 3 run there by usage
            new(A, Cores, "3", 0) { Allocated = 2 }, // associated before it was reserved
        ]);

        IReadOnlyDictionary<string, decimal> running = Assert.Single(decisions.ReservationInput(new ReservationPolicy(), Zones, null).Accounts).Running;

        Assert.Equal([12m, 3m, 2m], running.OrderBy(zone => zone.Key, StringComparer.Ordinal).Select(zone => zone.Value));
    }

    [Fact]
    public void ReservationInput_Facts_ReachTheQuestion()
    {
        ReservationFacts facts = new()
        {
            Zones = Zones,
            Family = "family",
            Group = new PredictedDemand { Mean = 20, ByZone = Outlook.Demand!.ByZone },
            CoolDowns = [new CoolDown { Until = Now, Failure = new ProviderFailure(FailureClass.Throttled, "429", "later") }],
            Trails = new Dictionary<AccountId, ReservationTrail> { [A] = new() { IncreasedAt = Now } },
            HoldEverything = "late",
        };

        ReservationPlanningInput input = Decisions(Account).ReservationInput(new ReservationPolicy(), facts);

        Assert.Equal("family", input.Family);
        Assert.Equal(20, input.Group!.Mean);
        Assert.Equal(["1", "2"], input.Group.ByZone.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(facts.CoolDowns, input.CoolDowns);
        Assert.Equal(Now, Assert.Single(input.Accounts).Trail.IncreasedAt);
        Assert.Equal("late", input.Accounts[0].HoldReason);
    }

    [Fact]
    public void ReservationInput_AllocatedMoreThanHeld_MinimumIsWhatIsHeld()
    {
        CycleDecisions decisions = Decisions(Account, held: [new(A, Cores, "1", 10)], allocated: 30);

        Assert.Equal(10, Assert.Single(decisions.ReservationInput(new ReservationPolicy(), Zones, null).Accounts).Minimum);
    }

    [Fact]
    public void ReservationInput_LateCycle_HoldsEveryAccount() =>
        Assert.Equal("late", Assert.Single(Decisions(Account).ReservationInput(new ReservationPolicy(), Zones, "late").Accounts).HoldReason);

    [Fact]
    public void AllocationInput_RecommendMode_KeepsItsAmountUnlessShown()
    {
        CycleDecisions decisions = Decisions(Account with { Mode = OperatingMode.Recommend });

        Assert.NotNull(Assert.Single(decisions.AllocationInput(Facts).Accounts).HoldReason);
        Assert.Null(Assert.Single(decisions.AllocationInput(Facts with { EnforcedOnly = false }).Accounts).HoldReason);
    }

    [Fact]
    public void AllocationInput_ModeOverride_WinsOverTheAccountsMode()
    {
        Override recommend = new()
        {
            Id = "o",
            Kind = OverrideKind.Mode,
            Mode = OperatingMode.Recommend,
            AccountId = "*",
            ResourceType = "*",
            EffectiveFrom = Now.AddHours(-1),
            ExpiresAt = Now.AddHours(1),
            Reason = "drill",
        };

        CycleDecisions decisions = Decisions(Account, overrides: [recommend]);

        Assert.NotNull(Assert.Single(decisions.AllocationInput(Facts).Accounts).HoldReason);
    }

    [Fact]
    public void AllocationInput_UpperDemand_IsTheBoundOfTheLevel() =>
        Assert.Equal(13, Assert.Single(Decisions(Account).AllocationInput(Facts).Accounts).UpperDemand);

    [Fact]
    public void Requests_SameDecisionTwice_HaveTheSameIds()
    {
        CycleDecisions decisions = Decisions(Account);
        ReservationPlan plan = CapacityReservationManager.Plan(decisions.ReservationInput(new ReservationPolicy(), Zones, null));

        IReadOnlyList<ReservationRequest> requests = decisions.Requests(plan);

        // Nothing is held and 10 units are expected: an increase, all of it in the cheaper zone 2 as no rule spreads it.
        ReservationRequest request = Assert.Single(requests);
        Assert.Equal("cycle-20261124T0200Z|a|cores|2", request.Id);
        Assert.Equal((0m, 10m, RequestType.Increase, RequestOutcome.Intended), (request.Before, request.Target, request.RequestType, request.Outcome));
        Assert.Equal(requests.Select(entry => entry.Id), decisions.Requests(plan).Select(entry => entry.Id));
    }

    [Fact]
    public void Decide_Costs_AreThoseBeforeAndPlanned()
    {
        CycleDecisions decisions = Decisions(Account, held: [new(A, Cores, "1", 4)]);
        ReservationPlan plan = CapacityReservationManager.Plan(decisions.ReservationInput(new ReservationPolicy(), Zones, null));

        AccountDecision decision = Assert.Single(decisions.Decide(plan));

        // 4 × 0.2 before. 3 run in zone 1 (30 % of 7.5, up) and stay, the other 7 of 10 are in zone 2 at 0.1.
        Assert.Equal((0.8m, 1.3m), (decision.CostPerHourBefore, decision.CostPerHourPlanned));
    }

    [Fact]
    public void Requests_RecommendMode_AreOnlyRecommended()
    {
        CycleDecisions decisions = Decisions(Account with { Mode = OperatingMode.Recommend });
        ReservationPlan plan = CapacityReservationManager.Plan(decisions.ReservationInput(new ReservationPolicy(), Zones, null));

        Assert.All(decisions.Requests(plan), request => Assert.Equal(RequestOutcome.Recommended, request.Outcome));
    }

    /// <summary>10 are expected and 4 held; a raise to 10 in zone 1 is under way. That zone 2 is cheaper has to wait: without the release it would be more.</summary>
    [Fact]
    public void Requests_WhileARaiseIsUnderWay_DoNotAskForItAgain()
    {
        CycleDecisions decisions = UnderWay(Raise("1", before: 4, target: 10), new Reservation(A, Cores, "1", 4));
        ReservationPlan plan = CapacityReservationManager.Plan(decisions.ReservationInput(new ReservationPolicy(), Zones, null));

        Assert.Equal(10, Assert.Single(plan.Accounts).Current);
        Assert.Empty(decisions.Requests(plan));
        AccountDecision decision = Assert.Single(decisions.Decide(plan));
        Assert.Equal(4, decision.ReservedBefore["1"]);
        Assert.Contains("zone 1: 10 are under way since cycle-20261124T0155Z", decision.Reasons);
    }

    /// <summary>10 are expected and 4 held; a raise to 7 in zone 1 is under way: 3 are missing still.</summary>
    [Fact]
    public void Requests_WhileTooSmallARaiseIsUnderWay_AskElsewhereForWhatIsMissing()
    {
        CycleDecisions decisions = UnderWay(Raise("1", before: 4, target: 7), new Reservation(A, Cores, "1", 4));
        ReservationPlan plan = CapacityReservationManager.Plan(decisions.ReservationInput(new ReservationPolicy(), Zones, null));

        ReservationRequest request = Assert.Single(decisions.Requests(plan));
        Assert.Equal(("2", 0m, 3m), (request.Zone, request.Before, request.Target));
    }

    /// <summary>30 are held in zone 2, so the account is to shrink; but what it moves to in zone 1 is not there yet.</summary>
    [Fact]
    public void Requests_WhileARaiseIsUnderWay_ReleaseNothingOfTheAccount()
    {
        CycleDecisions decisions = UnderWay(Raise("1", before: 0, target: 2), new Reservation(A, Cores, "2", 30));
        ReservationPlan plan = CapacityReservationManager.Plan(decisions.ReservationInput(new ReservationPolicy(), Zones, null));

        Assert.Contains(Assert.Single(plan.Accounts).Requests, change => change.RequestType == RequestType.Decrease);
        Assert.Empty(decisions.Requests(plan));
    }

    [Fact]
    public void Remainder_AccountThatLacksSomething_KeepsItsTargetAndTheOthersAreHeld()
    {
        AccountId b = new("b");
        CycleDecisions decisions = new(
            Cycle,
            Cores,
            [Account, Account with { Id = b }],
            [Outlook, Outlook with { AccountId = b }],
            [new Reservation(A, Cores, "2", 6), new Reservation(b, Cores, "2", 3)],
            new Dictionary<AccountId, decimal>(),
            []);

        // Zone 2 gave 6 and has no more; 9 were decided, though the policy by itself would want 10.
        ReservationPlan again = CapacityReservationManager.Plan(CycleDecisions.Remainder(
            decisions.ReservationInput(new ReservationPolicy(), [Zones[0], Zones[1] with { Available = 0 }], null),
            new Dictionary<AccountId, decimal> { [A] = 9 }));

        ReservationRequest request = Assert.Single(decisions.Requests(again, round: 2));
        Assert.Equal("cycle-20261124T0200Z|a|cores|1|2", request.Id);
        Assert.Equal((0m, 3m), (request.Before, request.Target));
    }

    [Fact]
    public void DecideAgain_StillShort_AddsWhatIsUnmetAndWhy()
    {
        CycleDecisions decisions = Decisions(Account);
        ReservationPlan plan = CapacityReservationManager.Plan(decisions.ReservationInput(new ReservationPolicy(), Zones, null));
        ReservationPlan again = CapacityReservationManager.Plan(CycleDecisions.Remainder(
            decisions.ReservationInput(new ReservationPolicy(), [Zones[0] with { Available = 7 }, Zones[1] with { Available = 0 }], null),
            new Dictionary<AccountId, decimal> { [A] = 10 }));

        AccountDecision decision = Assert.Single(CycleDecisions.DecideAgain(decisions.Decide(plan), again));

        Assert.Equal(3, decision.Unmet);
        Assert.Equal(7, decision.ReservedAfter["1"]);
        Assert.Contains(decision.Reasons, reason => reason.Contains("the zones have no more", StringComparison.Ordinal));
    }

    [Fact]
    public void Constructor_ExpiredOverride_IsNotInForce()
    {
        Override ended = new()
        {
            Kind = OverrideKind.Freeze,
            AccountId = "*",
            ResourceType = "*",
            ExpiresAt = Now,
            Reason = "over",
        };
        CycleDecisions decisions = Decisions(Account, overrides: [ended]);
        ReservationPlan plan = CapacityReservationManager.Plan(decisions.ReservationInput(new ReservationPolicy(), Zones, null));

        Assert.Empty(Assert.Single(decisions.Decide(plan)).Overrides);
        Assert.Equal(10, Assert.Single(plan.Accounts).Target);
    }

    private static CycleDecisions Decisions(
        LinkedAccount account, Reservation[]? held = null, decimal allocated = 0, Override[]? overrides = null) =>
        new(Cycle, Cores, [account], [Outlook], held ?? [], new Dictionary<AccountId, decimal> { [A] = allocated }, overrides ?? []);

    private static CycleDecisions UnderWay(ReservationRequest pending, Reservation held) =>
        new(Cycle, Cores, [Account], [Outlook], [held], new Dictionary<AccountId, decimal>(), [], [pending]);

    private static ReservationRequest Raise(string zone, decimal before, decimal target)
    {
        CycleId earlier = CycleId.At(Now.AddMinutes(-5));
        return new ReservationRequest
        {
            Id = $"{earlier}|a|cores|{zone}",
            CycleId = earlier,
            AccountId = A,
            ResourceType = Cores,
            Zone = zone,
            Timestamp = earlier.ScheduledAt,
            RequestType = RequestType.Increase,
            Amount = target - before,
            Before = before,
            Target = target,
            Reason = "r",
            Outcome = RequestOutcome.Pending,
            Granted = target,
        };
    }
}
