using CapacityFunctions.Planning.Allocations.Divisions;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Movements;

/// <summary>
/// Losses that limits have stopped may leave a business unit above its maximum: then its optional gains are taken back from the lowest
/// priorities, and after them losses stand. What that frees stays in the pool until the next cycle.
/// </summary>
internal static class UnitMaximums
{
    /// <param name="movements">By account id, limits applied.</param>
    /// <param name="divided">What the division wanted each to have.</param>
    /// <param name="grid">The whole steps.</param>
    internal static void Apply(Movement[] movements, long[] divided, UnitGrid grid)
    {
        foreach (IGrouping<UnitRow, (Movement Movement, long Divided)> unit in movements.Zip(divided)
            .Where(entry => entry.First.Unit is not null)
            .GroupBy(entry => entry.First.Unit!))
        {
            long pinned = unit.Where(entry => entry.Movement.IsPinned).Sum(entry => entry.Movement.Amount);
            long excess = unit.Sum(entry => entry.Movement.Amount) - pinned - unit.Key.Maximum;
            string limit = $"bound by the maximum of unit {unit.Key.Name}";
            foreach ((Movement movement, long _) in unit.Reverse().OrderBy(entry => entry.Movement.Priority))
            {
                Reduce(movement, movement.OptionalGain);
            }

            foreach ((Movement movement, long wanted) in unit.Reverse().OrderBy(entry => entry.Movement.Priority))
            {
                Reduce(movement, movement.Amount - wanted);
            }

            void Reduce(Movement movement, long most)
            {
                long part = Math.Min(excess, most);
                if (part > 0)
                {
                    movement.Reduce(part, AllocationRule.UnitMaximum, $"{limit}: {grid.Text(part)} less");
                    excess -= part;
                }
            }
        }
    }
}
