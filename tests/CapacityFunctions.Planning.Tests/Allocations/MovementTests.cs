using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Movements;
using CapacityFunctions.Planning.Overrides;
using static CapacityFunctions.Planning.Tests.Allocations.AllocationBuilder;

namespace CapacityFunctions.Planning.Tests.Allocations;

public sealed class MovementTests
{
    [Theory]
    [InlineData("a-5 b-3 c+3 d+5", "a>d:5 b>c:3")] // equal amounts first: two transfers instead of three
    [InlineData("a-6 b-2 c+4 d+4", "a>c:4 a>d:2 b>d:2")]
    [InlineData("a-7 b+3", "a>b:3")] // the other 4 go to the pool
    [InlineData("a+7", "")] // from the pool
    [InlineData("a-2 b-2 c+2 d+2", "a>c:2 b>d:2")]
    public void Of_Changes_TakesFewTransfersInAFixedOrder(string changes, string expected)
    {
        IEnumerable<(AccountId, decimal)> parsed = changes.Split(' ').Select(change => (new AccountId(change[..1]), decimal.Parse(change[1..])));

        Assert.Equal(expected, string.Join(' ', ShiftPlan.Of(parsed, decimal.MaxValue).Select(shift => $"{shift.From}>{shift.To}:{shift.Amount}")));
    }

    [Theory]
    [InlineData(null, "10 20 | 0", "a>b:10")]
    [InlineData(10, "10 20 | 0", "a>b:10")]
    [InlineData(4, "16 14 | 0", "a>b:4")]
    [InlineData(0, "20 10 | 0", "")]
    public void Allocate_MaxShift_BoundsWhatMoves(int? maxShift, string amounts, string shifts)
    {
        AllocationResult result = Allocate(maxShift, 0, Account("a", 1, 10, current: 20), Account("b", 1, 20, current: 10));

        Assert.Equal((amounts, shifts), (Amounts(result), Shifts(result)));
    }

    [Fact]
    public void Allocate_MaxShiftBelowAGuarantee_GuaranteeIsMetAll()
    {
        // b is guaranteed 8 and has 1: 7 move although 2 are allowed; its need of 15 waits.
        AllocationResult result = Allocate(2, 0, Account("a", 1, 15, current: 29), Account("b", 1, 15, 8, current: 1));

        Assert.Equal("22 8 | 0", Amounts(result));
    }

    [Fact]
    public void Allocate_MaxShift_GivesWhatMayMoveToTheHigherPriority()
    {
        // b and c want 10 each; 12 may move: all of c, then 2 for b.
        AllocationResult result = Allocate(12, 0, Account("a", 1, 10, current: 30), Account("b", 2, 10), Account("c", 3, 10));

        Assert.Equal("18 2 10 | 0", Amounts(result));
        Reasons.Say(result.Allocations[0].Reasons, "bound by maxShift 12: keeps 8");
        Reasons.Say(result.Allocations[1].Reasons, "bound by maxShift 12: 8 less");
    }

    [Fact]
    public void Allocate_MaxShift_DoesNotBindThePool()
    {
        AllocationResult result = ResourceAllocationController.Allocate(
            Input(50, Account("a", 1, 40, current: 10)) with { Limits = new AllocationLimits { MaxShift = 5 } });

        Assert.Equal("40 | 10", Amounts(result));
        Assert.Empty(result.Shifts);
    }

    [Fact]
    public void Allocate_MaximumBelowTheCurrentAmount_IsKeptWhateverMayMove()
    {
        AllocationResult result = Allocate(0, 0, Account("a", 1, 20, current: 20) with { Maximum = 5 }, Account("b", 1, 30, current: 10));

        Assert.Equal(5, result.Allocations[0].Amount);
        Assert.Empty(result.Shifts);
        Assert.Equal(30, result.Allocations.Sum(allocation => allocation.Amount) + result.Pool);
    }

    [Theory]
    [InlineData(2.0, "9 21 | 0")] // both change by 2, which is not smaller than 2
    [InlineData(2.5, "11 19 | 0")]
    public void Allocate_DeadBand_IgnoresSmallerChanges(double deadBand, string amounts) =>
        Assert.Equal(amounts, Amounts(Allocate(null, (decimal)deadBand, Account("a", 1, 9, current: 11), Account("b", 1, 21, current: 19))));

    [Fact]
    public void Allocate_DeadBand_WhatSmallLossesKeepComesFromTheLowestGain()
    {
        // Ideal: a 10 → 9, b 10 → 9 (kept), c 5 → 5, d 5 → 7: d's 2 are what a and b keep.
        AllocationResult result = Allocate(
            null, 2, Account("a", 1, 9, current: 10), Account("b", 1, 9, current: 10), Account("c", 1, 5, current: 5), Account("d", 1, 7, current: 5));

        Assert.Equal("10 10 5 5 | 0", Amounts(result));
    }

    [Fact]
    public void Allocate_DeadBandAndGuarantee_GuaranteeIsMet() =>
        Assert.Equal(3, Allocate(null, 10, Account("a", 1, 3, 3, current: 1), Account("b", 1, 27, current: 29)).Allocations[0].Amount);

    [Fact]
    public void Allocate_DeadBandAndShrunkCapacity_AddsUpAllTheSame()
    {
        // 20 are allocated and 17 exist: the small losses must stand.
        AllocationResult result = ResourceAllocationController.Allocate(
            Input(17, Account("a", 1, 10, current: 10), Account("b", 1, 10, current: 10)) with { Limits = new AllocationLimits { DeadBand = 5 } });

        Assert.Equal(17, result.Allocations.Sum(allocation => allocation.Amount));
        Assert.Equal(0, result.Pool);
    }

    [Fact]
    public void Allocate_PinnedAccount_MovesAllTheSame()
    {
        AllocationInput input = Input(30, Account("a", 1, 20, current: 20), Account("b", 1, 10, current: 10)) with
        {
            Limits = new AllocationLimits { MaxShift = 1, DeadBand = 9 },
            Overrides = [Instruction(OverrideKind.PinAllocation, 25)],
        };

        AllocationResult result = ResourceAllocationController.Allocate(input);

        Assert.Equal(("25 5 | 0", "b>a:5"), (Amounts(result), Shifts(result)));
    }

    private static AllocationResult Allocate(int? maxShift, decimal deadBand, params AccountAllocationState[] accounts) =>
        ResourceAllocationController.Allocate(Input(30, accounts) with { Limits = new AllocationLimits { MaxShift = maxShift, DeadBand = deadBand } });
}
