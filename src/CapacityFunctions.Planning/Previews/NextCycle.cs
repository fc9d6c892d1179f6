using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Previews;

/// <summary>The cycle that is previewed.</summary>
/// <param name="Id">Named by the minute for which it is reckoned: now, or the minute after the latest cycle.</param>
/// <param name="ForecastsOf">The latest cycle that completed: its forecasts are the newest.</param>
/// <param name="DueAt">When the next cycle is due by the schedule.</param>
public sealed record NextCycle(CycleId Id, CycleId ForecastsOf, DateTimeOffset DueAt)
{
    /// <summary>The loop's pace.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <param name="completed">The latest cycle that completed.</param>
    /// <param name="latest">The latest cycle, however it went; not before <paramref name="completed"/>.</param>
    /// <param name="now">The clock.</param>
    public static NextCycle After(CycleId completed, CycleId latest, DateTimeOffset now)
    {
        DateTimeOffset following = latest.ScheduledAt.AddMinutes(1);
        return new NextCycle(CycleId.At(now > following ? now : following), completed, DueAfter(latest, now));
    }

    /// <summary>The first tick after now; without a cycle to count from, one interval from now at most.</summary>
    public static DateTimeOffset DueAfter(CycleId? latest, DateTimeOffset now)
    {
        if (latest is not { } last)
        {
            return now + Interval;
        }

        long passed = Math.Max(0, (now - last.ScheduledAt).Ticks / Interval.Ticks);
        return last.ScheduledAt + (Interval * (passed + 1));
    }
}
