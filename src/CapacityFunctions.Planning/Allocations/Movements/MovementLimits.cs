using CapacityFunctions.Planning.Allocations.Divisions;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Movements;

/// <summary>Bounds what moves between accounts in one run, and leaves small changes alone.</summary>
internal static class MovementLimits
{
    /// <param name="rows">By account id; those that are held keep what they have and are not among them.</param>
    /// <param name="capacity">Whole steps that these accounts may have together.</param>
    /// <param name="input">Its limits, in units.</param>
    /// <param name="grid">The whole steps.</param>
    /// <returns>The most whole steps that shifts may carry.</returns>
    internal static long Apply(AllocationRow[] rows, long capacity, AllocationInput input, UnitGrid grid)
    {
        AllocationLimits limits = input.Limits;
        decimal? maxShift = LargestShift(input, grid);
        bool isSteady = limits.DeadBand > 0 || limits.DeadBandShare > 0 || limits.ExemptMinutes > 0;
        if (maxShift is null && !isSteady)
        {
            return long.MaxValue;
        }

        Dictionary<UnitRow, long> assured = LimitToWhatUnitsLack(rows);
        Movement[] movements = [.. rows.Select(row => new Movement(row))];
        long[] divided = [.. rows.Select(row => row.Amount)];
        long allowed = maxShift is { } most ? BoundShifts(movements, most, grid) : long.MaxValue;
        if (isSteady)
        {
            new SteadyAmounts(movements, limits, input.Now, grid).Apply(capacity);
        }

        if (input.Groups.Count > 0)
        {
            UnitMaximums.Apply(movements, divided, grid);
            new UnitGuarantees(movements, divided, assured, grid).Apply(capacity);
        }

        return allowed;
    }

    /// <summary>
    /// A unit's guarantee is kept by what its members have together: it demands that units come in as far as it lacks them, and leaves it to the
    /// limits what moves between its members.
    /// </summary>
    /// <returns>What is assured to the members of each unit together.</returns>
    private static Dictionary<UnitRow, long> LimitToWhatUnitsLack(AllocationRow[] rows)
    {
        Dictionary<UnitRow, long> assured = [];
        Dictionary<UnitRow, long> lacks = [];
        foreach (AllocationRow row in rows)
        {
            if (row is { Unit: { } unit, FixedAmount: null })
            {
                assured[unit] = assured.GetValueOrDefault(unit) + row.Assured;
                lacks[unit] = lacks.GetValueOrDefault(unit) + row.Assured - Math.Max(row.Current, row.Floor);
            }
        }

        if (lacks.Count == 0)
        {
            return assured;
        }

        foreach (AllocationRow row in rows.OrderByDescending(row => row.EffectivePriority))
        {
            if (row is { Unit: { } unit, FixedAmount: null })
            {
                long wanted = Math.Max(0, row.Assured - Math.Max(row.Current, row.Floor));
                long part = Math.Clamp(lacks[unit], 0, wanted);
                lacks[unit] -= part;
                row.Assured -= wanted - part;
            }
        }

        return assured;
    }

    private static decimal? LargestShift(AllocationInput input, UnitGrid grid) => input.Limits.MaxShiftShare is { } share
        ? Math.Min(input.Limits.MaxShift ?? decimal.MaxValue, grid.Amount(grid.Up(share * input.Capacity)))
        : input.Limits.MaxShift;

    private static long BoundShifts(Movement[] movements, decimal maxShift, UnitGrid grid)
    {
        long moved = Math.Min(movements.Sum(movement => movement.Gain), movements.Sum(movement => movement.Loss));
        long allowed = Math.Max(grid.Down(maxShift), movements.Sum(movement => movement.MandatoryGain));
        long excess = moved - allowed;
        if (excess > 0)
        {
            string limit = $"bound by maxShift {Amounts.Text(maxShift)}";
            long optionalGains = movements.Sum(movement => movement.OptionalGain);
            foreach ((Movement movement, long granted) in ByPriority(movements, movement => movement.OptionalGain, Math.Max(0, optionalGains - excess)))
            {
                Change(movement.OptionalGain - granted, refused => movement.Reduce(refused, AllocationRule.MaxShift, $"{limit}: {grid.Text(refused)} less"));
            }

            foreach ((Movement movement, long kept) in ByPriority(movements, movement => movement.OptionalLoss, excess))
            {
                Change(kept, loss => movement.Keep(loss, AllocationRule.MaxShift, $"{limit}: keeps {grid.Text(loss)}"));
            }
        }

        return allowed;
    }

    private static void Change(long steps, Action<long> change)
    {
        if (steps > 0)
        {
            change(steps);
        }
    }

    /// <summary>Grants steps to higher priorities first; the first that can't have all shares in proportion to what it wants.</summary>
    private static List<(Movement Movement, long Granted)> ByPriority(Movement[] movements, Func<Movement, long> wanted, long total)
    {
        List<(Movement Movement, long Granted)> grants = [];
        long left = total;
        foreach (IGrouping<int, Movement> tier in movements.GroupBy(movement => movement.Priority).OrderByDescending(tier => tier.Key))
        {
            Movement[] members = [.. tier];
            FillRow[] rows = [.. members.Select(member => new FillRow(0, 0, wanted(member), wanted(member)))];
            long[] granted = new long[rows.Length];
            long share = Math.Min(left, rows.Sum(row => row.Highest));
            new WeightedMaxMin().Divide(rows, share, granted);
            left -= share;
            grants.AddRange(members.Zip(granted));
        }

        return grants;
    }
}
