using CapacityFunctions.Planning.Allocations.Divisions;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Movements;

/// <summary>
/// Gains that limits have stopped may leave a business unit with less than its guarantee gives it, while other members lose: then these keep
/// their units, and stopped gains are granted after all. They come from the pool, else from whoever can spare them, lowest priorities first.
/// </summary>
internal sealed class UnitGuarantees(Movement[] movements, long[] divided, IReadOnlyDictionary<UnitRow, long> assured, UnitGrid grid)
{
    private readonly Dictionary<UnitRow, long> _spare = [];

    /// <param name="capacity">Whole steps that these accounts may have together.</param>
    internal void Apply(long capacity)
    {
        foreach (UnitRow unit in assured.Keys)
        {
            _spare[unit] = -assured[unit];
        }

        foreach (Movement movement in movements)
        {
            if (movement is { IsPinned: false, Unit: { } unit })
            {
                _spare[unit] += movement.Amount;
            }
        }

        foreach (int i in Enumerable.Range(0, movements.Length).OrderByDescending(i => movements[i].Priority))
        {
            Restore(movements[i], divided[i]);
        }

        long missing = movements.Sum(movement => movement.Amount) - capacity;
        foreach (int i in Enumerable.Range(0, movements.Length).Reverse().OrderBy(i => movements[i].Priority))
        {
            missing -= Spare(movements[i], Math.Min(movements[i].OptionalGain, missing));
        }

        foreach (int i in Enumerable.Range(0, movements.Length).Reverse().OrderBy(i => movements[i].Priority))
        {
            missing -= Spare(movements[i], Math.Min(movements[i].Amount - divided[i], missing));
        }
    }

    private void Restore(Movement movement, long wanted)
    {
        if (movement is not { IsPinned: false, Unit: { } unit })
        {
            return;
        }

        long part = Math.Min(-_spare[unit], Math.Max(movement.OptionalLoss, wanted - movement.Amount));
        if (part > 0)
        {
            movement.Keep(part, movement.Rule, $"{grid.Text(part)} more after all: the guarantee of unit {unit.Name}");
            _spare[unit] += part;
        }
    }

    /// <summary>Takes up to so much of an account, but nothing that its unit's guarantee gives it. Returns what was taken.</summary>
    private long Spare(Movement movement, long most)
    {
        long part = movement.Unit is { } unit && !movement.IsPinned ? Math.Min(most, _spare[unit]) : most;
        if (part <= 0 || movement.IsPinned)
        {
            return 0;
        }

        movement.Reduce(part, AllocationRule.DeadBand, $"{grid.Text(part)} less: the guarantee of another unit needs it");
        if (movement.Unit is { } own)
        {
            _spare[own] -= part;
        }

        return part;
    }
}
