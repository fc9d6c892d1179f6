using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Movements;

/// <summary>
/// Cancels changes that are smaller than the dead band. What an account then keeps has to come from somewhere: from the pool, else from the
/// gains of the lowest priorities; and where even these don't suffice (a guarantee needs it, or capacity has shrunk), small losses stand.
/// </summary>
internal static class DeadBand
{
    internal static void Apply(Movement[] movements, long capacity, decimal deadBand, UnitGrid grid)
    {
        long smallest = grid.Up(deadBand);
        string limit = $"below deadBand {Amounts.Text(deadBand)}";
        foreach (Movement movement in movements.Where(movement => movement.OptionalGain > 0 && movement.Gain < smallest))
        {
            long gain = movement.OptionalGain;
            movement.Reduce(gain, $"{limit}: {grid.Text(gain)} less");
        }

        List<(Movement Movement, long Kept)> kept = [];
        foreach (Movement movement in movements.Where(movement => movement.OptionalLoss > 0 && movement.Loss < smallest))
        {
            kept.Add((movement, movement.OptionalLoss));
            movement.Keep(movement.OptionalLoss, $"{limit}: keeps {grid.Text(movement.OptionalLoss)}");
        }

        long missing = movements.Sum(movement => movement.Amount) - capacity;
        missing -= TakeFromGains(movements, missing, smallest, grid);
        TakeBack(kept, missing, grid);
    }

    private static long TakeFromGains(Movement[] movements, long missing, long smallest, UnitGrid grid)
    {
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
                bool restIsSmall = movement.Gain - part < smallest;
                part = restIsSmall ? movement.OptionalGain : part;
                movement.Reduce(part, $"{grid.Text(part)} less, as others keep what lies in the dead band");
                taken += part;
            }
        }

        return taken;
    }

    private static void TakeBack(List<(Movement Movement, long Kept)> kept, long missing, UnitGrid grid)
    {
        long left = missing;
        foreach ((Movement movement, long loss) in kept.AsEnumerable().Reverse().OrderBy(entry => entry.Movement.Priority))
        {
            if (left <= 0)
            {
                break;
            }

            long part = Math.Min(loss, left);
            movement.Reduce(part, $"{grid.Text(part)} less after all: a guarantee or the capacity leaves no other way");
            left -= part;
        }
    }
}
