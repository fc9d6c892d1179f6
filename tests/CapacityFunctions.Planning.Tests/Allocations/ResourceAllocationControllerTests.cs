using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Overrides;
using static CapacityFunctions.Planning.Tests.Allocations.AllocationBuilder;

namespace CapacityFunctions.Planning.Tests.Allocations;

public sealed class ResourceAllocationControllerTests
{
    [Theory]
    [InlineData(0, 10, "10 | 20")] // guarantee 10, need 3, nothing lendable: keeps 10
    [InlineData(4, 3, "6 | 24")] // lends 4 of the unneeded 7
    [InlineData(10, 3, "3 | 27")] // lends all that it does not need
    [InlineData(10, 12, "12 | 18")]
    public void Allocate_Lendable_LowersTheFloorByWhatIsNotNeeded(int lendable, double demand, string expected) =>
        Assert.Equal(expected, Amounts(Allocate(Input(30, Account("a", 1, demand, 10) with { Lendable = lendable }))));

    [Fact]
    public void Allocate_UsageAboveDemand_IsTheNeed() =>
        Assert.Equal("25 | 75", Amounts(Allocate(Input(100, Account("a", 1, 20) with { Usage = 25 }))));

    [Fact]
    public void Allocate_NeedAboveMaximum_StopsAtTheMaximumAndIsNotUnmet()
    {
        AllocationResult result = Allocate(Input(100, Account("a", 1, 80) with { Maximum = 50 }));

        Assert.Equal("50 | 50", Amounts(result));
        Assert.Empty(result.Unmet);
    }

    [Fact]
    public void Allocate_FloorsExceedCapacity_HigherPriorityFirstThenInProportion()
    {
        // 50: c (priority 2) has its 20. 30 are left for floors of 40 and 20: 20 and 10.
        AllocationResult result = Allocate(Input(50, Account("a", 1, 90, 40), Account("b", 1, 90, 20), Account("c", 2, 90, 20)));

        Assert.Equal("20 10 20 | 0", Amounts(result));
        Assert.False(result.GuaranteesFeasible);
        Assert.Equal([70m, 80m, 70m], result.Unmet.Select(unmet => unmet.Amount));
    }

    [Fact]
    public void Allocate_ScarceTier_SharesByWeightAboveTheFloor()
    {
        // Floors 10 + 0, 30 left over them, weights 1 and 2: 10 + 10 and 0 + 20.
        AllocationResult result = Allocate(Input(40, Account("a", 1, 100, 10), Account("b", 1, 100) with { Weight = 2 }));

        Assert.Equal("20 20 | 0", Amounts(result));
        Assert.True(result.GuaranteesFeasible);
    }

    [Fact]
    public void Allocate_SmallNeedMetSooner_LeavesItsShareToTheOthers() =>
        Assert.Equal("4 18 18 | 0", Amounts(Allocate(Input(40, Account("a", 1, 4), Account("b", 1, 50), Account("c", 1, 50)))));

    [Fact]
    public void Allocate_HigherTierUnmet_LowerTiersKeepTheirFloors()
    {
        AllocationResult result = Allocate(Input(60, Account("a", 1, 40, 5), Account("b", 3, 100), Account("c", 2, 40, 5)));

        Assert.Equal("5 50 5 | 0", Amounts(result));
        Assert.Equal([35m, 50m, 35m], result.Unmet.Select(unmet => unmet.Amount));
    }

    [Fact]
    public void Allocate_RestServesUpperDemandByPriority()
    {
        // Needs 10 + 10 + 10 of 50; 20 are left: b may grow to 22 (12), then 8 for a and c, whose level rises from 10 to 14.
        AccountAllocationState[] accounts =
        [
            Account("a", 1, 10) with { UpperDemand = 30 },
            Account("b", 2, 10) with { UpperDemand = 22 },
            Account("c", 1, 10) with { UpperDemand = 30 },
        ];

        Assert.Equal("14 22 14 | 0", Amounts(Allocate(Input(50, accounts))));
    }

    [Fact]
    public void Allocate_SecondPass_LiftsThePoorerFirst()
    {
        // Needs 4 + 12, 8 are left. One level for both: a rises from 4 to 12 before b gets anything.
        AllocationResult result = Allocate(Input(24, Account("a", 1, 4) with { UpperDemand = 30 }, Account("b", 1, 12) with { UpperDemand = 30 }));

        Assert.Equal("12 12 | 0", Amounts(result));
    }

    [Fact]
    public void Allocate_Thirds_GiveTheLargestRemainderThenTheFirstIdTheStep()
    {
        // 10 ÷ 3 = 3⅓ each: equal remainders, a is first. Weights 1, 1, 2 of 10: 2.5, 2.5, 5: a again.
        Assert.Equal("4 3 3 | 0", Amounts(Allocate(Input(10, Account("b", 1, 9), Account("a", 1, 9), Account("c", 1, 9)))));
        Assert.Equal("3 2 5 | 0", Amounts(Allocate(Input(10, Account("a", 1, 9), Account("b", 1, 9), Account("c", 1, 9) with { Weight = 2 }))));

        // Weights 3, 1, 1 of 7: 4.2, 1.4, 1.4: 4 + 1 + 1, and the step goes to b.
        Assert.Equal("4 2 1 | 0", Amounts(Allocate(Input(7, Account("a", 1, 9) with { Weight = 3 }, Account("b", 1, 9), Account("c", 1, 9)))));
    }

    [Fact]
    public void Allocate_StepOfFour_GivesMultiplesAndPoolsTheRest()
    {
        // Needs round up to 12 and 8; 22 holds five steps of 4 = 20. The half step stays in the pool.
        AllocationResult result = Allocate(Input(22, Account("a", 1, 9), Account("b", 1, 8)) with { Step = 4 });

        Assert.Equal("12 8 | 2", Amounts(result));
    }

    [Theory]
    [InlineData(200.0, 200.0, null, null, 3)]
    [InlineData(200.0, 201.0, null, null, 4)]
    [InlineData(200.0, 300.0, null, null, 4)] // exactly a half
    [InlineData(200.0, 301.0, null, null, 5)] // over a half
    [InlineData(null, 900.0, null, null, 3)] // nothing promised
    [InlineData(200.0, null, null, null, 3)] // nothing measured
    [InlineData(null, null, 100.0, 99.0, 4)]
    [InlineData(null, null, 100.0, 50.0, 4)]
    [InlineData(null, null, 100.0, 49.0, 5)]
    [InlineData(null, null, 100.0, 150.0, 3)]
    [InlineData(200.0, 900.0, 100.0, 1.0, 5)] // both missed by far: never more than + 2
    public void Allocate_ServiceLevel_MovesThePriority(double? latencyTarget, double? latency, double? throughputTarget, double? throughput, int expected)
    {
        ServiceLevelObservation sla = new()
        {
            LatencyTargetMs = latencyTarget,
            LatencyObservedMs = latency,
            ThroughputTarget = throughputTarget,
            ThroughputObserved = throughput,
        };

        Assert.Equal(expected, Allocate(Input(10, Account("a", 3, 1) with { Sla = sla })).Allocations[0].EffectivePriority);
    }

    [Fact]
    public void Allocate_BreachedServiceLevel_IsServedBeforeItsEquals()
    {
        ServiceLevelObservation slow = new() { LatencyTargetMs = 200, LatencyObservedMs = 260 };

        AllocationResult result = Allocate(Input(10, Account("a", 3, 8), Account("b", 3, 8) with { Sla = slow }));

        Assert.Equal("2 8 | 0", Amounts(result));
        Reasons.Say(result.Allocations[1].Reasons, "priority 3 + 1: latency 260 ms against a target of 200 ms");
    }

    [Theory]
    [InlineData(OverrideKind.PinAllocation, 7.0, "7 20 | 3")]
    [InlineData(OverrideKind.PinAllocation, 2.0, "5 20 | 5")] // bound by the guarantee of 5
    [InlineData(OverrideKind.PinAllocation, 99.0, "20 10 | 0")] // bound by the maximum of 20
    [InlineData(OverrideKind.Priority, 9.0, "15 15 | 0")]
    [InlineData(OverrideKind.GuaranteedMinimum, 12.0, "12 18 | 0")]
    [InlineData(OverrideKind.GuaranteedMinimum, 0.0, "10 20 | 0")]
    [InlineData(OverrideKind.DemandUplift, 0.2, "5 20 | 5")] // 3, raised to the guarantee
    [InlineData(OverrideKind.Freeze, null, "6 20 | 4")]
    [InlineData(OverrideKind.ReservationFloor, 99.0, "10 20 | 0")] // speaks of reservations
    public void Allocate_Override_IsObeyed(OverrideKind kind, double? value, string expected)
    {
        // Capacity 30: b (priority 2) needs 20, a (priority 1) needs 15, is guaranteed 5, and has 6.
        AccountAllocationState account = Account("a", 1, 15, 5, current: 6) with { Maximum = 20 };

        AllocationResult result = Allocate(Input(30, account, Account("b", 2, 20)) with { Overrides = [Instruction(kind, (decimal?)value)] });

        Assert.Equal(expected, Amounts(result));
        bool isMeant = kind != OverrideKind.ReservationFloor;
        Assert.Equal(isMeant, result.Allocations[0].Reasons.Any(reason => reason.Contains("by anna until 2026-11-24T03:05Z: campaign", StringComparison.Ordinal)));
    }

    [Fact]
    public void Allocate_HeldAccount_KeepsExactlyWhatItHas()
    {
        AccountAllocationState held = Account("a", 1, 99, 50, current: 7.5m) with { HoldReason = "usage is 40 minutes old" };

        AllocationResult result = Allocate(Input(30, held, Account("b", 2, 50)));

        Assert.Equal("7.5 22 | 0.5", Amounts(result));
        Reasons.Say(result.Allocations[0].Reasons, "held: usage is 40 minutes old");
        Assert.Equal(("b", 28m), (Assert.Single(result.Unmet).AccountId.Value, result.Unmet[0].Amount));
    }

    [Fact]
    public void Allocate_HeldAccountsExceedCapacity_AreCutByPriority()
    {
        AccountAllocationState Held(string id, int priority) => Account(id, priority, 0, current: 20) with { HoldReason = "stale" };

        AllocationResult result = Allocate(Input(30, Held("a", 1), Held("b", 2), Account("c", 9, 10, 5)));

        Assert.Equal("10 20 0 | 0", Amounts(result));
        Assert.False(result.GuaranteesFeasible);
        Reasons.Say(result.Allocations[0].Reasons, "bound by capacity: 10 instead of 20");
    }

    [Fact]
    public void Allocate_ExampleOfTheReadme_HasItsNumbers()
    {
        AllocationInput input = Input(
            60,
            Account("a", 1, 2, 10, current: 15) with { Lendable = 6, UpperDemand = 8 },
            Account("b", 1, 40, 5, current: 25) with { UpperDemand = 50 },
            Account("c", 1, 30, current: 10) with { UpperDemand = 35, Weight = 2 },
            Account("d", 1, 15, 5, current: 10) with
            {
                UpperDemand = 20,
                Sla = new ServiceLevelObservation { LatencyTargetMs = 200, LatencyObservedMs = 260 },
            });

        AllocationResult result = Allocate(input);

        Assert.Equal("4 17 24 15 | 0", Amounts(result));
        Assert.Equal("a>c:11 b>c:3 b>d:5", Shifts(result));
        Assert.Equal([23m, 6m], result.Unmet.Select(unmet => unmet.Amount));
        Reasons.Say(result.Allocations[0].Reasons, "lends 6 of its guarantee 10: need is 2");
    }

    [Fact]
    public void Allocate_NoAccounts_AllIsPool() => Assert.Equal(" | 12", Amounts(Allocate(Input(12))));

    [Fact]
    public void Allocate_SameAccountTwice_IsRefusedByName()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Allocate(Input(1, Account("a", 1, 1), Account("a", 1, 1))));

        Assert.Contains("$.accounts[1].accountId names account 'a' a second time", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    public void Allocate_DemandThatIsNoAmount_IsRefused(double demand) =>
        Assert.Throws<ArgumentException>(() => Allocate(Input(1, Account("a", 1, demand))));

    [Fact]
    public void Allocate_HundredThousandAccounts_AddsUp()
    {
        AccountAllocationState[] accounts =
        [
            .. Enumerable.Range(0, 100_000).Select(i => Account($"account-{i:D6}", i % 5, (i * 7919 % 1000) / 10.0, i % 10, current: i * 31 % 60) with
            {
                Weight = 1 + (i % 3),
            }),
        ];

        AllocationResult result = Allocate(Input(3_000_000, accounts));

        Assert.Equal(3_000_000, result.Allocations.Sum(allocation => allocation.Amount));
        Assert.True(result.Unmet.Count > 0);
    }

    private static AllocationResult Allocate(AllocationInput input) => ResourceAllocationController.Allocate(input);
}
