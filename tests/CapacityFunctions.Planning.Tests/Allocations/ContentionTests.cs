using CapacityFunctions.Planning.Allocations;
using static CapacityFunctions.Planning.Tests.Allocations.AllocationBuilder;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>From whom usage above its prediction takes, and in which order.</summary>
public sealed class ContentionTests
{
    [Theory]
    [InlineData(10, "10 10 20 20 | 0")] // as predicted: lender lends 10 of 20; low has 12 needed + 8 towards its upper demand; equal needs 20
    [InlineData(14, "14 10 16 20 | 0")] // first the surplus of the lower tier
    [InlineData(18, "18 10 12 20 | 0")]
    [InlineData(22, "22 10 8 20 | 0")] // then its need, down to its floor of 6
    [InlineData(24, "24 10 6 20 | 0")]
    [InlineData(30, "25 10 6 19 | 0")] // then equals share: 60 − 10 − 6 = 44, above floors of 6 and 0; never below a guarantee
    public void Allocate_UsageAbovePrediction_TakesSurplusThenLowerTiersThenShares(double usage, string expected)
    {
        AllocationInput input = Input(
            60,
            Account("a", 2, 10, guarantee: 6, current: 10) with { Usage = usage },
            Account("b", 3, 10, guarantee: 20, current: 10) with { Lendable = 10 },
            Account("c", 1, 12, guarantee: 6, current: 20) with { UpperDemand = 20 },
            Account("d", 2, 20, current: 20));

        Assert.Equal(expected, Amounts(ResourceAllocationController.Allocate(input)));
    }

    [Fact]
    public void Allocate_LenderNeedsItsGuarantee_TakesWhatItLentFirst()
    {
        // a used 10 of its 20 and lent 10 to b. At a usage of 17 it has 17 again, and c of the same tier as b keeps its need.
        AllocationInput Cycle(double usage, decimal a, decimal b) => Input(
            40,
            Account("a", 1, 10, guarantee: 20, current: a) with { Lendable = 10, Usage = usage },
            Account("b", 1, 20, current: b),
            Account("c", 1, 10, guarantee: 10, current: 10));

        AllocationResult before = ResourceAllocationController.Allocate(Cycle(10, 10, 20));
        AllocationResult after = ResourceAllocationController.Allocate(Cycle(17, 10, 20));

        Assert.Equal("10 20 10 | 0", Amounts(before));
        Assert.Equal(("17 13 10 | 0", "b>a:7"), (Amounts(after), Shifts(after)));
    }

    [Theory]
    [InlineData(14, "20 10 | 0", AllocationRule.Exempt)] // given 14 minutes ago
    [InlineData(15, "10 20 | 0", AllocationRule.Need)]
    [InlineData(null, "10 20 | 0", AllocationRule.Need)]
    public void Allocate_WhatWasJustGiven_Stays(int? minutesAgo, string expected, AllocationRule rule)
    {
        AllocationTrail? trail = minutesAgo is { } minutes ? new AllocationTrail { At = Now, GainedAt = Now.AddMinutes(-minutes) } : null;
        AllocationInput input = Input(30, Account("a", 1, 10, current: 20) with { Trail = trail }, Account("b", 1, 20, current: 10)) with
        {
            Limits = new AllocationLimits { ExemptMinutes = 15 },
        };

        AllocationResult result = ResourceAllocationController.Allocate(input);

        Assert.Equal((expected, rule), (Amounts(result), result.Allocations[0].Rule));
    }

    [Fact]
    public void Allocate_WhatWasJustGiven_GoesWhereAGuaranteeNeedsIt()
    {
        AllocationTrail given = new() { At = Now, GainedAt = Now };
        AllocationInput input = Input(30, Account("a", 1, 10, current: 20) with { Trail = given }, Account("b", 1, 20, guarantee: 15, current: 10)) with
        {
            Limits = new AllocationLimits { ExemptMinutes = 15 },
        };

        Assert.Equal("15 15 | 0", Amounts(ResourceAllocationController.Allocate(input)));
    }

    [Theory]
    [InlineData(0.1, "26 14 | 0")] // 4 of 40
    [InlineData(0.12, "25 15 | 0")] // 4.8, up to 5
    [InlineData(1.0, "20 20 | 0")]
    public void Allocate_MaxShiftShare_BoundsWhatMovesInACycle(double share, string expected)
    {
        AllocationInput input = Input(40, Account("a", 1, 20, current: 30), Account("b", 1, 20, current: 10)) with
        {
            Limits = new AllocationLimits { MaxShiftShare = (decimal)share },
        };

        Assert.Equal(expected, Amounts(ResourceAllocationController.Allocate(input)));
    }

    [Theory]
    [InlineData(0.05, "95 105 | 0")] // 5 is not smaller than 5 % of 100
    [InlineData(0.06, "100 100 | 0")]
    public void Allocate_DeadBandShare_IgnoresChangesThatAreSmallForTheAccount(double share, string expected)
    {
        AllocationInput input = Input(200, Account("a", 1, 95, current: 100), Account("b", 1, 105, current: 100)) with
        {
            Limits = new AllocationLimits { DeadBandShare = (decimal)share },
        };

        Assert.Equal(expected, Amounts(ResourceAllocationController.Allocate(input)));
    }
}
