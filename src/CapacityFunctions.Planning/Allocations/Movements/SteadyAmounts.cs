using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Movements;

/// <summary>
/// Cancels changes that are smaller than the dead band, and losses of accounts that were given units a short while ago. What an account then
/// keeps has to come from somewhere: from the pool, else from the gains of the lowest priorities; and where even these don't suffice (a
/// guarantee needs it, or capacity has shrunk), losses stand after all, those in the dead band first. No amount is ever moved beyond where it
/// was or where the division wants it: under the same division amounts only come closer to it from cycle to cycle.
/// </summary>
internal sealed class SteadyAmounts(Movement[] movements, AllocationLimits limits, DateTimeOffset now, UnitGrid grid)
{
    private readonly long _smallest = grid.Up(limits.DeadBand);

    /// <param name="capacity">Whole steps that these accounts may have together.</param>
    internal void Apply(long capacity)
    {
        foreach (Movement movement in movements.Where(movement => movement.OptionalGain > 0 && IsSmall(movement, movement.Gain)))
        {
            long gain = movement.OptionalGain;
            movement.Reduce(gain, AllocationRule.DeadBand, $"{BandOf(movement)}: {grid.Text(gain)} less");
        }

        List<(Movement Movement, long Kept, bool IsExempt)> kept = [];
        foreach (Movement movement in movements.Where(movement => movement.OptionalLoss > 0))
        {
            long loss = movement.OptionalLoss;
            if (limits.ExemptMinutes > 0 && movement.GainedAt is { } gained && now - gained < TimeSpan.FromMinutes(limits.ExemptMinutes))
            {
                kept.Add((movement, loss, IsExempt: true));
                movement.Keep(
                    loss, AllocationRule.Exempt, $"keeps {grid.Text(loss)}: it was given units at {Instants.Text(gained)}, which stay for {limits.ExemptMinutes} minutes");
            }
            else if (IsSmall(movement, movement.Loss))
            {
                kept.Add((movement, loss, IsExempt: false));
                movement.Keep(loss, AllocationRule.DeadBand, $"{BandOf(movement)}: keeps {grid.Text(loss)}");
            }
        }

        long missing = movements.Sum(movement => movement.Amount) - capacity;
        missing -= TakeFromGains(missing);
        TakeBack(kept, missing);
    }

    private long TakeFromGains(long missing)
    {
        if (missing <= 0)
        {
            return 0;
        }

        long taken = 0;
        foreach (Movement movement in movements.Reverse().OrderBy(movement => movement.Priority))
        {
            if (taken >= missing)
            {
                break;
            }

            long part = Math.Min(movement.OptionalGain, missing - taken);
            if (part > 0)
            {
                bool restIsSmall = IsSmall(movement, movement.Gain - part);
                part = restIsSmall ? movement.OptionalGain : part;
                movement.Reduce(
                    part, AllocationRule.DeadBand, $"{grid.Text(part)} less, as others keep what lies in the dead band or was just given to them");
                taken += part;
            }
        }

        return taken;
    }

    private void TakeBack(List<(Movement Movement, long Kept, bool IsExempt)> kept, long missing)
    {
        long left = missing;
        foreach ((Movement movement, long loss, _) in kept.AsEnumerable().Reverse().OrderBy(entry => entry.IsExempt).ThenBy(entry => entry.Movement.Priority))
        {
            if (left <= 0)
            {
                break;
            }

            long part = Math.Min(loss, left);
            movement.Reduce(part, AllocationRule.DeadBand, $"{grid.Text(part)} less after all: a guarantee or the capacity leaves no other way");
            left -= part;
        }
    }

    private bool IsSmall(Movement movement, long change) => change < SmallestOf(movement);

    private long SmallestOf(Movement movement) =>
        limits.DeadBandShare > 0 ? Math.Max(_smallest, (long)decimal.Ceiling(limits.DeadBandShare * movement.Current)) : _smallest;

    private string BandOf(Movement movement) => SmallestOf(movement) == _smallest
        ? $"below deadBand {Amounts.Text(limits.DeadBand)}"
        : $"below deadBandShare {Amounts.Text(limits.DeadBandShare)} of {grid.Text(movement.Current)}";
}
