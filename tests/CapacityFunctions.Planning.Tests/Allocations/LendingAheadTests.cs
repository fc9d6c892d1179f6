using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Testing.Allocations;
using static CapacityFunctions.Planning.Tests.Allocations.AllocationBuilder;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>A lender is not drained before its own peak.</summary>
public sealed class LendingAheadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Allocate_StaggeredPeaks_LookingAheadLeavesLendersLessUnmet(int seed)
    {
        (double blind, _) = StaggeredPeaks.UnmetUnitHours(LookAhead.Nowhere, seed);
        (double atMean, _) = StaggeredPeaks.UnmetUnitHours(LookAhead.AtMean, seed);
        (double atUpperBound, _) = StaggeredPeaks.UnmetUnitHours(LookAhead.AtUpperBound, seed);

        Assert.True(blind > 50, $"{blind}");
        Assert.True(atMean < blind / 3, $"{atMean} of {blind}");
        Assert.Equal(0, atUpperBound, 1e-9);
    }

    [Fact]
    public void Allocate_FiguresOfTheReadme_AreThese()
    {
        (double Lenders, double Borrower)[] figures = [StaggeredPeaks.UnmetUnitHours(LookAhead.Nowhere, 1), StaggeredPeaks.UnmetUnitHours(LookAhead.AtMean, 1), StaggeredPeaks.UnmetUnitHours(LookAhead.AtUpperBound, 1)];

        Assert.Equal("184.1 2352.3 | 41.3 2525.0 | 0.0 2807.0", string.Join(" | ", figures.Select(figure => $"{figure.Lenders:0.0} {figure.Borrower:0.0}")));
    }

    [Theory]
    [InlineData(null, null, 4, 6)] // need 4 of 10: lends 6
    [InlineData(7.0, null, 7, 3)]
    [InlineData(7.0, 9.0, 9, 1)]
    [InlineData(null, 9.0, 9, 1)]
    [InlineData(7.0, 30.0, 10, 0)] // never more than the guarantee
    [InlineData(2.0, 3.0, 4, 6)] // a trough ahead changes nothing now
    public void Allocate_DemandAhead_KeepsWhatMayBeNeededBeforeItIsBack(double? mean, double? upper, int amount, int lent)
    {
        AccountAllocationState lender = Account("a", 1, 4, 10, current: 10) with { Lendable = 10, DemandAhead = mean, UpperDemandAhead = upper };
        AllocationInput input = Input(20, lender, Account("b", 1, 30)) with { Limits = new AllocationLimits { ReturnMinutes = 60 } };

        AllocationResult result = ResourceAllocationController.Allocate(input);

        Assert.Equal((amount, lent), ((int)result.Allocations[0].Amount, (int)result.Allocations[0].Lent));
        if (lent < 6)
        {
            Reasons.Say(result.Allocations[0].Reasons, $"does not lend {6 - lent} more: up to {Math.Max(mean ?? 0, upper ?? 0)} may be needed within 60 minutes");
        }
    }
}
