using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Zones;

/// <summary>What is not moved to a cheaper zone because it would not pay.</summary>
internal static class ZoneMoveText
{
    /// <returns>Null when everything is where prices alone would put it.</returns>
    internal static string? Describe(ZoneNeeds needs, long[] split)
    {
        if (!needs.ChargesMoves)
        {
            return null;
        }

        long[] free = needs.Split(split.Sum(), moveForFree: true).Split;
        decimal saving = needs.CostOf(split) - needs.CostOf(free);
        long moved = free.Zip(split, (wouldHold, holds) => Math.Max(0, wouldHold - holds)).Sum();
        return saving > 0
            ? $"{needs.Grid.Text(moved)} stay where they are: moving them would save {Amounts.Text(saving)} an hour, which is less than moving costs"
            : null;
    }
}
