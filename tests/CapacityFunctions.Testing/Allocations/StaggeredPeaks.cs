using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;

namespace CapacityFunctions.Testing.Allocations;

/// <summary>
/// Four lenders whose days peak at 3, 9, 15 and 21 h, and one that borrows whatever it can: 40 units in all. Units leave their giver at once and
/// reach their receiver after an hour.
/// </summary>
public static class StaggeredPeaks
{
    private const int CycleMinutes = 15;
    private const int ReturnMinutes = 60;
    private const int Cycles = 7 * 24 * 60 / CycleMinutes;
    private const double Noise = 0.15;
    private static readonly double[] PeakHours = [3, 9, 15, 21];

    /// <summary>Unit-hours that the lenders, and the borrower, need and can't use over a week.</summary>
    public static (double Lenders, double Borrower) UnmetUnitHours(LookAhead look, int seed)
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
                .. PeakHours.Select((peak, i) => new AccountAllocationState
                {
                    AccountId = new AccountId($"lender-{i}"),
                    Priority = 1,
                    Demand = Demand(hour, peak),
                    GuaranteedMinimum = 10,
                    Current = current[i],
                    Lendable = 10,
                    Usage = usage[i],
                    DemandAhead = look == LookAhead.Nowhere ? null : DemandAhead(hour, peak),
                    UpperDemandAhead = look == LookAhead.AtUpperBound ? DemandAhead(hour, peak) * (1 + Noise) : null,
                }),
                new AccountAllocationState { AccountId = new AccountId("borrower"), Priority = 1, Demand = 40, Current = current[4] },
            ];
            current = [.. ResourceAllocationController.Allocate(new AllocationInput { ResourceType = new ResourceType("cpu"), Capacity = 40, Accounts = accounts, Now = AllocationDraws.Now }).Allocations
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
