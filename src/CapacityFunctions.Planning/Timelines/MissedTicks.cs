using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Timelines;

/// <summary>Ticks of the five-minute timer that no cycle came of.</summary>
public static class MissedTicks
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>Cycles are named by whole minutes, so a tick may seem a minute early or late.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

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
        DateTimeOffset[] ticks =
        [
            .. ordered
                .Where(cycle => string.Equals(cycle.StartedBy, timer, StringComparison.Ordinal))
                .Select(cycle => cycle.Id.ScheduledAt),
        ];
        for (int index = 1; index < ticks.Length; index++)
        {
            missed += Math.Max(0, (int)Math.Floor((ticks[index] - ticks[index - 1] + Tolerance) / Interval) - 1);
        }

        if (ticks.Length > 0)
        {
            missed += Between(ticks[^1], now);
        }

        return missed;
    }

    /// <summary>The gap that reaches to now, whoever else started cycles meanwhile; null when the last tick came in time, or nothing ever ran.</summary>
    /// <param name="cycles">The newest ones, in any order.</param>
    /// <param name="now">The end of the gap.</param>
    /// <param name="timer">The name under which the timer starts cycles.</param>
    public static TickGap? FindOpen(IReadOnlyCollection<Cycle> cycles, DateTimeOffset now, string timer)
    {
        if (cycles.Count == 0)
        {
            return null;
        }

        Cycle last = cycles.Where(cycle => string.Equals(cycle.StartedBy, timer, StringComparison.Ordinal)).MaxBy(cycle => cycle.Id)
            ?? cycles.MinBy(cycle => cycle.Id)!;
        int missed = Between(last.Id.ScheduledAt, now);
        return missed > 0 ? new TickGap(missed, last.Id.ScheduledAt) : null;
    }

    private static int Between(DateTimeOffset last, DateTimeOffset now) => Math.Max(0, (int)Math.Floor((now - last - Tolerance) / Interval));
}
