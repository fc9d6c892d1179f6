using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Overrides;
using static CapacityFunctions.Planning.Tests.Allocations.AllocationBuilder;

namespace CapacityFunctions.Planning.Tests.Allocations;

public sealed class BusinessUnitTests
{
    [Fact]
    public void Allocate_ScarceTier_SharesBetweenUnitsBeforeInsideThem()
    {
        // One account in u, three in v, equal needs: 30 for each unit, and 10 for each of v's accounts.
        AllocationResult result = Allocate(
            60, [Unit("u"), Unit("v")], Member("u", "a", 1, 50), Member("v", "b", 1, 50), Member("v", "c", 1, 50), Member("v", "d", 1, 50));

        Assert.Equal("30 10 10 10 | 0", Amounts(result));
    }

    [Fact]
    public void Allocate_WeightsAndAccountsWithoutAUnit_ArePeers()
    {
        // u counts twice, and account d as much as a unit of weight 1: 30, 15 and 15.
        AllocationResult result = Allocate(
            60, [Unit("u") with { Weight = 2 }, Unit("v")], Member("u", "a", 1, 50), Member("u", "b", 1, 50), Member("v", "c", 1, 50), Account("d", 1, 50));

        Assert.Equal("15 15 15 15 | 0", Amounts(result));
    }

    [Fact]
    public void Allocate_TiersOfDifferentUnits_AreServedInOneOrder()
    {
        // v's account stands in tier 2: it is served before u's of tier 1, and after u's of tier 3.
        AllocationResult result = Allocate(
            40, [Unit("u"), Unit("v")], Member("u", "a", 3, 15), Member("u", "b", 1, 50), Member("v", "c", 2, 20));

        Assert.Equal("15 5 20 | 0", Amounts(result));
    }

    [Fact]
    public void Allocate_GuaranteeOfAUnit_ComesBeforeHigherTiersOfOthers()
    {
        // u is guaranteed 12 for accounts that have no guarantee of their own; the rest goes by tier.
        AllocationResult result = Allocate(
            40, [Unit("u", guarantee: 12)], Member("u", "a", 1, 20), Member("u", "b", 2, 8), Account("c", 3, 100));

        Assert.Equal("4 8 28 | 0", Amounts(result));
        Reasons.Say(result.Allocations[0].Reasons, "4 of it from the guarantee of unit u");
    }

    [Theory]
    [InlineData(0, "5 25 | 10")] // what u does not need of its 15 is kept for it
    [InlineData(4, "5 29 | 6")]
    [InlineData(15, "5 35 | 0")]
    public void Allocate_UnusedGuaranteeOfAUnit_IsLentAsFarAsItMay(int lendable, string expected) =>
        Assert.Equal(expected, Amounts(Allocate(40, [Unit("u", guarantee: 15) with { Lendable = lendable }], Member("u", "a", 1, 5), Account("b", 1, 90))));

    [Fact]
    public void Allocate_UnitThatPeaksSoon_DoesNotLendWhatItsAccountsMayNeed() =>
        Assert.Equal(
            "5 27 | 8", // of 15, 13 may be needed: 2 are lent
            Amounts(Allocate(
                40, [Unit("u", guarantee: 15) with { Lendable = 15 }], Member("u", "a", 1, 5) with { DemandAhead = 9, UpperDemandAhead = 13 }, Account("b", 1, 90))));

    [Fact]
    public void Allocate_MaximumOfAUnit_BindsItsAccountsTogether()
    {
        AllocationResult result = Allocate(
            100, [Unit("u", maximum: 20)], Member("u", "a", 2, 15), Member("u", "b", 1, 15), Account("c", 1, 30));

        Assert.Equal("15 5 30 | 50", Amounts(result));
        Assert.Equal(AllocationRule.UnitMaximum, result.Allocations[1].Rule);
        Reasons.Say(result.Allocations[1].Reasons, "gets 5 of need 15 (floor 0): unit u has reached its maximum");
    }

    [Fact]
    public void Allocate_MaximumBelowTheGuaranteesOfItsAccounts_SharesItByPriorityAndSaysSo()
    {
        AllocationResult result = Allocate(
            100, [Unit("u", maximum: 20)], Member("u", "a", 1, 50, 20), Member("u", "b", 1, 50, 10), Member("u", "c", 2, 50, 5));

        Assert.Equal("10 5 5 | 80", Amounts(result));
        Assert.False(result.GuaranteesFeasible);
        Reasons.Say(result.Allocations[0].Reasons, "floor 10 instead of 20: bound by the maximum of unit u");
    }

    [Fact]
    public void Allocate_PinnedMember_UsesUpWhatItsUnitMayHave()
    {
        AllocationInput input = Input(100, Member("u", "a", 1, 5), Member("u", "b", 1, 50)) with
        {
            Groups = [Unit("u", maximum: 20)],
            Overrides = [Instruction(OverrideKind.PinAllocation, 12)],
        };

        Assert.Equal("12 8 | 80", Amounts(ResourceAllocationController.Allocate(input)));
    }

    [Fact]
    public void Allocate_LossesThatLimitsStop_DoNotLiftAUnitAboveItsMaximum()
    {
        // a was just given its units and keeps them, so b can't have what a should have given: u may have 20.
        AllocationInput input = Input(
            100,
            Member("u", "a", 1, 4, current: 20) with { Trail = new AllocationTrail { At = Now, GainedAt = Now } },
            Member("u", "b", 1, 16)) with
        {
            Groups = [Unit("u", maximum: 20)],
            Limits = new AllocationLimits { ExemptMinutes = 15 },
        };

        Assert.Equal("20 0 | 80", Amounts(ResourceAllocationController.Allocate(input)));
    }

    private static AllocationResult Allocate(decimal capacity, BusinessUnitState[] units, params AccountAllocationState[] accounts) =>
        ResourceAllocationController.Allocate(Input(capacity, accounts) with { Groups = units });

    private static BusinessUnitState Unit(string name, decimal guarantee = 0, decimal? maximum = null) =>
        new() { Name = name, GuaranteedMinimum = guarantee, Maximum = maximum };

    private static AccountAllocationState Member(string unit, string id, int priority, double demand, decimal guarantee = 0, decimal current = 0) =>
        Account(id, priority, demand, guarantee, current) with { BusinessUnit = unit };
}
