using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Testing.Allocations;
using static CapacityFunctions.Planning.Tests.Allocations.AllocationBuilder;

namespace CapacityFunctions.Planning.Tests.Allocations;

public sealed class EffectivePriorityTests
{
    private static readonly AllocationTrail Quiet = new() { At = Now.AddMinutes(-5), Entitled = 8 };

    [Theory]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void Allocate_Importance_BoundsWhatABreachRaises(int importance, int raise)
    {
        ServiceLevelObservation sla = new() { LatencyTargetMs = 200, LatencyObservedMs = 900, Importance = importance };

        Assert.Equal(new PriorityParts(3, raise, 0, 0), PartsOf(Account("a", 3, 1) with { Sla = sla }));
    }

    [Fact]
    public void Allocate_Samples_CountInsteadOfOneMeasurementAndLeaveTheirState()
    {
        ServiceLevelObservation sla = new()
        {
            LatencyTargetMs = 200,
            LatencyObservedMs = 150,
            LatencyPercentile = 99,
            Samples = [.. Enumerable.Range(0, 4).Select(i => new ServiceLevelSample { At = Now.AddMinutes(-i), LatencyMs = i == 0 ? 100 : 260 })],
        };

        AccountAllocation allocation = Allocate(Account("a", 3, 1) with { Sla = sla });

        Assert.Equal(new PriorityParts(3, 1, 0, 0), allocation.PriorityParts);
        Assert.Equal(1, allocation.Trail!.ServiceLevelRaise);
        Reasons.Say(allocation.Reasons, "priority 3 + 1: latency (percentile 99) of 4 samples 260 ms against a target of 200 ms");
    }

    [Theory]
    [InlineData(10.1, 8.0, 1)] // above 1.25 × 8 entitled, and above 1.25 × 8 used
    [InlineData(10.0, 8.0, 0)]
    [InlineData(10.1, 8.2, 0)] // demand that is there already is not rising
    public void Allocate_DemandAboveEntitlementAndUsage_RaisesByOne(double demand, double usage, int raise) =>
        Assert.Equal(new PriorityParts(1, 0, raise, 0), PartsOf(Account("a", 1, demand) with { Usage = usage, Trail = Quiet }));

    [Fact]
    public void Allocate_DemandAhead_RaisesToo() =>
        Assert.Equal(1, PartsOf(Account("a", 1, 5) with { DemandAhead = 12, Trail = Quiet }).RisingDemand);

    [Fact]
    public void Allocate_DemandThatTheMaximumForbids_RaisesNothing() =>
        Assert.Equal(0, PartsOf(Account("a", 1, 50) with { Maximum = 9, Trail = Quiet }).RisingDemand);

    [Theory]
    [InlineData(29, 1)]
    [InlineData(30, 0)]
    public void Allocate_RisingDemand_CountsForItsHoldTime(int minutesAgo, int raise) =>
        Assert.Equal(raise, PartsOf(Account("a", 1, 5) with { Trail = Quiet with { RisingAt = Now.AddMinutes(-minutesAgo) } }).RisingDemand);

    [Theory]
    [InlineData(true, 25.0, false, 1, 30.0)] // 25 + 5 minutes
    [InlineData(true, 24.0, false, 0, 29.0)]
    [InlineData(true, 30.0, true, 1, 30.0)] // counts no further
    [InlineData(false, 21.0, true, 1, 16.0)] // decays, and counts down to a half
    [InlineData(false, 19.0, true, 0, 14.0)]
    [InlineData(false, 21.0, false, 0, 16.0)]
    [InlineData(false, 3.0, false, 0, 0.0)]
    public void Allocate_UnmetNeed_WaitsUpAndDown(bool lacking, double waited, bool waiting, int raise, double left)
    {
        AllocationTrail trail = Quiet with { IsLacking = lacking, WaitedMinutes = waited, IsWaiting = waiting };

        AccountAllocation allocation = Allocate(Account("a", 1, 5) with { Trail = trail });

        Assert.Equal(new PriorityParts(1, 0, 0, raise), allocation.PriorityParts);
        Assert.Equal(left, allocation.Trail!.WaitedMinutes);
    }

    [Theory]
    [InlineData(3, 2, 1, 0)]
    [InlineData(4, 2, 1, 1)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(0, 0, 0, 0)]
    public void Allocate_EveryPart_IsBoundedInTheirOrder(int most, int serviceLevel, int rising, int waiting)
    {
        AccountAllocationState account = Account("a", 1, 50) with
        {
            Sla = new ServiceLevelObservation { LatencyTargetMs = 200, LatencyObservedMs = 900 },
            Trail = Quiet with { IsLacking = true, WaitedMinutes = 30 },
        };

        Assert.Equal(
            new PriorityParts(1, serviceLevel, rising, waiting),
            Allocate(account, PriorityRules.Standard with { MaximumRaise = most }).PriorityParts);
    }

    [Fact]
    public void Allocate_DefaultRules_LookAtServiceLevelsAlone()
    {
        AccountAllocationState account = Account("a", 1, 50) with { Trail = Quiet with { IsLacking = true, WaitedMinutes = 30, RisingAt = Now } };

        AccountAllocation allocation = Allocate(account, new PriorityRules());

        Assert.Equal(new PriorityParts(1, 0, 0, 0), allocation.PriorityParts);
        Assert.Null(allocation.Trail!.Entitled);
    }

    [Fact]
    public void Allocate_StarvedTier_IsLiftedAfterWaitingUntilItWaitsNoMore()
    {
        // The README's table. b (tier 2) needs all 10 units; a (tier 1) waits 30 minutes, then shares tier 2 for as long as base priorities alone
        // would give it nothing. From cycle 13 on b needs nothing, which a's trail knows one cycle later.
        CycleRun run = new(Input(10, Account("a", 1, 10), Account("b", 2, 10)) with { Priorities = PriorityRules.Standard with { DemandMargin = null } });
        List<string> seen = [];
        for (int cycle = 1; cycle <= 19; cycle++)
        {
            bool isOver = cycle >= 13;
            run.Step((account, i) => i == 1 && isOver ? account with { Demand = 0 } : account, within: 1);
            AllocationTrail trail = run.Input.Accounts[0].Trail!;
            seen.Add($"{run.Input.Accounts[0].Current}/{trail.WaitedMinutes}{(trail.IsWaiting ? "+1" : string.Empty)}");
        }

        Assert.Equal(
            "0/0 0/5 0/10 0/15 0/20 0/25 5/30+1 5/30+1 5/30+1 5/30+1 5/30+1 5/30+1 10/30+1 10/25+1 10/20+1 10/15+1 10/10 10/5 10/0",
            string.Join(' ', seen));
    }

    private static PriorityParts PartsOf(AccountAllocationState account) => Allocate(account).PriorityParts!;

    private static AccountAllocation Allocate(AccountAllocationState account, PriorityRules? rules = null) =>
        Assert.Single(ResourceAllocationController.Allocate(Input(100, account) with { Priorities = rules ?? PriorityRules.Standard }).Allocations);
}
