using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Timelines;

/// <summary>Ticks of the five-minute timer that no cycle came of.</summary>
public static class MissedTicks
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Counts cycles that were skipped or abandoned, and the ticks that fit into gaps between two cycles that the timer started: then nothing ran that
    /// could have recorded them. A gap that reaches to now counts too.
    /// </summary>
    /// <param name="cycles">Of the time looked at, in any order.</param>
    /// <param name="now">The end of the time looked at.</param>
    /// <param name="timer">The name under which the timer starts cycles.</param>
    public static int Count(IEnumerable<Cycle> cycles, DateTimeOffset now, string timer)
    {
        Cycle[] ordered = [.. cycles.OrderBy(cycle => cycle.Id)];
        int missed = ordered.Count(cycle => cycle.Status is CycleStatus.Skipped or CycleStatus.Abandoned);
        DateTimeOffset? before = null;
        foreach (DateTimeOffset tick in ordered
            .Where(cycle => string.Equals(cycle.StartedBy, timer, StringComparison.Ordinal))
            .Select(cycle => cycle.Id.ScheduledAt)
            .Append(now))
        {
            missed += before is { } last ? Between(last, tick) : 0;
            before = tick;
        }

        return missed;
    }

    /// <summary>Whole intervals that fit between two ticks beside the one that separates neighbours; a tick may be a minute off.</summary>
    private static int Between(DateTimeOffset earlier, DateTimeOffset later) =>
        Math.Max(0, (int)Math.Floor((later - earlier - TimeSpan.FromMinutes(1)) / Interval));
}
