using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>Names the rule that decided each amount.</summary>
internal static class DivisionText
{
    internal static void Explain(AllocationRow[] rows, bool floorsFit, UnitGrid grid)
    {
        foreach (AllocationRow row in rows)
        {
            if (row.Floor < row.OwnFloor)
            {
                row.Reasons.Add($"floor {grid.Text(row.Floor)} instead of {grid.Text(row.OwnFloor)}: bound by the maximum of unit {row.Unit!.Name}");
            }

            if (!floorsFit)
            {
                row.Rule = AllocationRule.FloorsExceedCapacity;
                row.Reasons.Add($"gets {grid.Text(row.Amount)} of its floor {grid.Text(row.Floor)}: the floors exceed the capacity");
                continue;
            }

            row.Rule = RuleOf(row);
            row.Reasons.Add(row.Rule switch
            {
                AllocationRule.UnitMaximum =>
                    $"gets {grid.Text(row.Amount)} of need {grid.Text(row.Need)} (floor {grid.Text(row.Floor)}): unit {row.Unit!.Name} has reached its maximum",
                AllocationRule.SharedTier or AllocationRule.HigherTiersFirst =>
                    $"gets {grid.Text(row.Amount)} of need {grid.Text(row.Need)} (floor {grid.Text(row.Floor)}): capacity ends at priority {row.EffectivePriority} or above",
                _ => $"need {grid.Text(row.Need)} is met (floor {grid.Text(row.Floor)})",
            });
            if (row.Assured > row.Floor)
            {
                row.Reasons.Add($"{grid.Text(row.Assured - row.Floor)} of it from the guarantee of unit {row.Unit!.Name}");
            }

            if (row.Amount > row.Need)
            {
                row.Reasons.Add($"{grid.Text(row.Amount - row.Need)} more towards its upper demand {grid.Text(row.Upper)}");
            }
        }
    }

    private static AllocationRule RuleOf(AllocationRow row)
    {
        if (row.Amount < row.Need)
        {
            return row.Unit is { IsFull: true } ? AllocationRule.UnitMaximum
                : row.Amount > row.Floor ? AllocationRule.SharedTier
                : AllocationRule.HigherTiersFirst;
        }

        return row.Amount > row.Need ? AllocationRule.UpperDemand
            : row.Need == row.Floor && row.Floor > 0 ? AllocationRule.Floor
            : AllocationRule.Need;
    }
}
