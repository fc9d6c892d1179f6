using CapacityFunctions.Planning.Reservations.Trails;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>
/// Limits of one account's total, in the order in which a later one overrules an earlier one: minimum, maximum, what runs with the buffer
/// above it, the steps of one cycle, the cool-down of decreases. What runs on held units is never released, whatever else is asked for.
/// </summary>
internal static class TargetLimits
{
    internal static long Apply(long wanted, AccountPosition position, ReservationPlanningInput input, UnitGrid grid, List<string> reasons)
    {
        AccountReservationState account = position.Account;
        ReservationLimits limits = input.Policy.Limits;
        long current = position.Current;
        LimitTrail trail = new(wanted, grid, reasons);
        trail.AtLeast(grid.Up(account.Minimum), "minimum");
        long maximum = account.Maximum is { } highest ? grid.Down(highest) : long.MaxValue;
        trail.AtMost(maximum, "maximum");

        long running = Running(account, limits, grid);
        trail.AtLeast(Math.Min(running, maximum), limits.Buffer is null ? "what runs" : "what runs and the buffer above it");
        if (limits.MaxIncreasePerCycle is { } largestIncrease)
        {
            trail.AtMost(current + grid.Down(largestIncrease), $"maxIncreasePerCycle {Amounts.Text(largestIncrease)}");
        }

        if (limits.MaxDecreasePerCycle is { } largestDecrease)
        {
            trail.AtLeast(current - grid.Down(largestDecrease), $"maxDecreasePerCycle {Amounts.Text(largestDecrease)}");
        }

        if (TrailKeeping.NoDecreaseBefore(account.Trail, input) is { } over)
        {
            trail.AtLeast(current, $"decreaseCoolDownMinutes {limits.DecreaseCoolDownMinutes} until {Instants.Text(over)}");
        }

        // Never above the reservation as it is, so it can't break the largest increase.
        long heldAndRunning = account.Reserved.Sum(held => Math.Min(grid.Down(held.Value), grid.Up(account.Running.GetValueOrDefault(held.Key))));
        trail.AtLeast(heldAndRunning, "what runs on held units");
        return trail.Units;
    }

    /// <summary>Whole units that carry what runs, with the buffer above it.</summary>
    internal static long Running(AccountReservationState account, ReservationLimits limits, UnitGrid grid)
    {
        long running = account.Running.Values.Sum(grid.Up);
        return limits.Buffer is { } buffer
            ? running + grid.Up(Math.Max(buffer.Units, buffer.Share * account.Running.Values.Sum()))
            : running;
    }

    /// <summary>A number on its way through limits, each of which says so when it binds.</summary>
    private sealed class LimitTrail(long units, UnitGrid grid, List<string> reasons)
    {
        internal long Units { get; private set; } = units;

        internal void AtLeast(long lowest, string limit) => Move(Math.Max(Units, lowest), limit);

        internal void AtMost(long highest, string limit) => Move(Math.Min(Units, highest), limit);

        private void Move(long bound, string limit)
        {
            if (bound != Units)
            {
                reasons.Add($"bound by {limit}: {grid.Text(bound)} instead of {grid.Text(Units)}");
                Units = bound;
            }
        }
    }
}
