using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>Divides capacity: floors first, then needs tier by tier, then what demand may reach at most.</summary>
internal static class TierDivision
{
    /// <param name="rows">The accounts that take part, by account id.</param>
    /// <param name="capacity">Whole steps to divide.</param>
    /// <param name="grid">The whole steps.</param>
    /// <returns>Whether every floor could be given.</returns>
    internal static bool Divide(IReadOnlyList<AllocationRow> rows, long capacity, UnitGrid grid)
    {
        AllocationRow[][] tiers =
            [.. rows.GroupBy(row => row.EffectivePriority).OrderByDescending(tier => tier.Key).Select(tier => tier.ToArray())];
        long floors = rows.Sum(row => row.Floor);
        if (floors > capacity)
        {
            DivideFloors(tiers, capacity, grid);
            return false;
        }

        foreach (AllocationRow row in rows)
        {
            row.Amount = row.Floor;
        }

        long left = Serve(tiers, capacity - floors, row => row.Need);
        foreach (AllocationRow row in rows)
        {
            row.Reasons.Add(row.Amount >= row.Need
                ? $"need {grid.Text(row.Need)} is met (floor {grid.Text(row.Floor)})"
                : $"gets {grid.Text(row.Amount)} of need {grid.Text(row.Need)} (floor {grid.Text(row.Floor)}): capacity ends at priority {row.EffectivePriority} or above");
        }

        Serve(tiers, left, row => row.Upper);
        foreach (AllocationRow row in rows.Where(row => row.Amount > row.Need))
        {
            row.Reasons.Add($"{grid.Text(row.Amount - row.Need)} more towards its upper demand {grid.Text(row.Upper)}");
        }

        return true;
    }

    /// <summary>Raises the amounts of one tier after the other, from what they are up to a goal. Returns the steps that nobody wanted.</summary>
    private static long Serve(AllocationRow[][] tiers, long left, Func<AllocationRow, long> goal)
    {
        foreach (AllocationRow[] tier in tiers)
        {
            if (left == 0)
            {
                return 0;
            }

            long present = tier.Sum(row => row.Amount);
            long total = Math.Min(present + left, tier.Sum(goal));
            Divide(tier, [.. tier.Select(row => new FillRow(row.Floor, row.Amount, goal(row), row.Weight))], total);
            left -= total - present;
        }

        return left;
    }

    /// <summary>Higher priorities get their floors whole; the first that can't shares what is left in proportion to the floors.</summary>
    private static void DivideFloors(AllocationRow[][] tiers, long capacity, UnitGrid grid)
    {
        long left = capacity;
        foreach (AllocationRow[] tier in tiers)
        {
            long total = Math.Min(left, tier.Sum(row => row.Floor));
            Divide(tier, [.. tier.Select(row => new FillRow(0, 0, row.Floor, row.Floor))], total);
            left -= total;
            foreach (AllocationRow row in tier)
            {
                row.Reasons.Add($"gets {grid.Text(row.Amount)} of its floor {grid.Text(row.Floor)}: the floors exceed the capacity");
            }
        }
    }

    private static void Divide(AllocationRow[] tier, FillRow[] rows, long total)
    {
        long[] amounts = new long[rows.Length];
        WeightedMaxMin.Divide(rows, total, amounts);
        for (int i = 0; i < tier.Length; i++)
        {
            tier[i].Amount = amounts[i];
        }
    }
}
