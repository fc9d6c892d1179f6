using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>Which instructions a cycle obeys: those in force when it starts.</summary>
/// <remarks>
/// A cycle is named by a minute and starts somewhere behind its begin. What was given or ended in between counts, and what changes while it runs
/// does not: so each of its activities sees the same, also one that runs again.
/// </remarks>
public static class CycleOverrides
{
    /// <param name="overrides">All that may be in force.</param>
    /// <param name="cycleId">The cycle.</param>
    /// <param name="startedAt">When it started; not before its scheduled time.</param>
    /// <returns>Those in force at the start, as in force at the scheduled time, which is the time of the cycle's decisions.</returns>
    public static IReadOnlyList<Override> InForce(IEnumerable<Override> overrides, CycleId cycleId, DateTimeOffset startedAt)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        DateTimeOffset scheduledAt = cycleId.ScheduledAt;
        DateTimeOffset start = startedAt > scheduledAt ? startedAt : scheduledAt;
        return
        [
            .. overrides
                .Where(candidate => candidate.IsActiveAt(start))
                .Select(candidate => candidate.EffectiveFrom > scheduledAt ? candidate with { EffectiveFrom = scheduledAt } : candidate),
        ];
    }
}
