using CapacityFunctions.Planning.Allocations;
using static CapacityFunctions.Planning.Tests.Allocations.AllocationBuilder;

namespace CapacityFunctions.Planning.Tests.Allocations;

/// <summary>
/// Four lenders whose days peak at 3, 9, 15 and 21 h, and one that borrows whatever it can: 40 units in all. Units leave their giver at once and
/// reach their receiver after an hour.
/// </summary>
public sealed class LendingAheadTests
{
    private const int CycleMinutes = 15;
    private const int ReturnMinutes = 60;
    private const int Cycles = 7 * 24 * 60 / CycleMinutes;
    private const double Noise = 0.15;
    private static readonly double[] PeakHours = [3, 9, 15, 21];

    private enum Look
    {
        Nowhere,
        AtMean,
        AtUpperBound,
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Allocate_StaggeredPeaks_LookingAheadLeavesLendersLessUnmet(int seed)
    {
        (double blind, _) = UnmetUnitHours(Look.Nowhere, seed);
        (double atMean, _) = UnmetUnitHours(Look.AtMean, seed);
        (double atUpperBound, _) = UnmetUnitHours(Look.AtUpperBound, seed);

        Assert.True(blind > 50, $"{blind}");
        Assert.True(atMean < blind / 3, $"{atMean} of {blind}");
        Assert.Equal(0, atUpperBound, 1e-9);
    }

    [Fact]
    public void Allocate_FiguresOfTheReadme_AreThese()
    {
        (double Lenders, double Borrower)[] figures = [UnmetUnitHours(Look.Nowhere, 1), UnmetUnitHours(Look.AtMean, 1), UnmetUnitHours(Look.AtUpperBound, 1)];

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

    /// <summary>Unit-hours that the lenders, and the borrower, need and can't use over a week.</summary>
    private static (double Lenders, double Borrower) UnmetUnitHours(Look look, int seed)
    {
        Random random = new(seed);
        decimal[] current = [10, 10, 10, 10, 0];
        Queue<decimal[]> recent = new();
        double lenders = 0;
        double borrower = 0;
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            double hour = cycle * CycleMinutes / 60.0;
            double[] usage = [.. PeakHours.Select(peak => Demand(hour, peak) * (1 - Noise + (2 * Noise * random.NextDouble())))];
            AccountAllocationState[] accounts =
            [
                .. PeakHours.Select((peak, i) => Account($"lender-{i}", 1, Demand(hour, peak), 10, current[i]) with
                {
                    Lendable = 10,
                    Usage = usage[i],
                    DemandAhead = look == Look.Nowhere ? null : DemandAhead(hour, peak),
                    UpperDemandAhead = look == Look.AtUpperBound ? DemandAhead(hour, peak) * (1 + Noise) : null,
                }),
                Account("borrower", 1, 40, current: current[4]),
            ];
            current = [.. ResourceAllocationController.Allocate(Input(40, accounts)).Allocations
                .OrderBy(allocation => allocation.AccountId.Value == "borrower")
                .Select(allocation => allocation.Amount)];
            recent.Enqueue(current);
            if (recent.Count > (ReturnMinutes / CycleMinutes) + 1)
            {
                recent.Dequeue();
            }

            for (int i = 0; i < PeakHours.Length; i++)
            {
                lenders += Unmet(Math.Min(10, usage[i]), i);
            }

            borrower += Unmet(40, 4);
        }

        return (lenders, borrower);

        double Unmet(double needed, int account) => Math.Max(0, needed - (double)recent.Min(amounts => amounts[account])) * CycleMinutes / 60.0;
    }

    private static double DemandAhead(double hour, double peak) =>
        Enumerable.Range(0, (ReturnMinutes / CycleMinutes) + 1).Max(step => Demand(hour + (step * CycleMinutes / 60.0), peak));

    /// <summary>2 units, and within two hours of the day's peak up to 8.5: with the noise on top less than 10.</summary>
    private static double Demand(double hour, double peak)
    {
        double distance = Math.Abs((((hour - peak) % 24) + 36) % 24 - 12);
        return 2 + (distance < 2 ? 6.5 * Math.Pow(Math.Cos(Math.PI * distance / 4), 2) : 0);
    }
}
