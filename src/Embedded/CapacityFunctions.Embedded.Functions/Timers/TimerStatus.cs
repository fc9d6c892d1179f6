using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Timers;

/// <summary>What storage remembers of a timer.</summary>
/// <param name="Last">When the last run began; null when there was none.</param>
/// <param name="Next">The tick that is due next.</param>
/// <param name="LastUpdated">The instant that the next tick was computed from.</param>
/// <param name="Schedule">What the next tick was computed from: <see cref="TimerSchedule.Identity"/>.</param>
internal sealed record TimerStatus(DateTimeOffset? Last, DateTimeOffset Next, DateTimeOffset LastUpdated, string Schedule)
{
    /// <summary>
    /// Takes up a timer at the start of the host: a next tick in the past was missed. When the schedule has changed since the status was
    /// written, its next tick means nothing and the new schedule counts from now.
    /// </summary>
    /// <param name="recorded">Null for a timer that has never been seen.</param>
    /// <param name="schedule">The timer's schedule as it is now.</param>
    /// <param name="now">The start.</param>
    public static TimerStatus TakeUp(TimerStatus? recorded, TimerSchedule schedule, DateTimeOffset now) =>
        recorded is not null && string.Equals(recorded.Schedule, schedule.Identity, StringComparison.Ordinal)
            ? recorded
            : new TimerStatus(recorded?.Last, schedule.Next(now), now, schedule.Identity);

    public ScheduleStatus ToScheduleStatus() => new()
    {
        Last = Last?.UtcDateTime ?? default,
        Next = Next.UtcDateTime,
        LastUpdated = LastUpdated.UtcDateTime,
    };
}
