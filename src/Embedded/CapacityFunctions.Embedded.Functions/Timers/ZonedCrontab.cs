using NCrontab;

namespace CapacityFunctions.Embedded.Functions.Timers;

/// <summary>The ticks of a crontab expression in a time zone.</summary>
/// <remarks>
/// Where clocks go forward, a reading that does not exist counts as what a clock that stayed behind shows: 02:30 ticks at 03:30. Where they go back,
/// readings come twice: an expression that repeats within the day ticks at both, any other at the first only.
/// </remarks>
internal sealed class ZonedCrontab
{
    /// <summary>Clocks are moved by less than this, and not twice within it. (Moves of the date line are the exception.)</summary>
    private static readonly TimeSpan Neighbourhood = TimeSpan.FromHours(3);

    private readonly CrontabSchedule _crontab;
    private readonly TimeZoneInfo _zone;

    public ZonedCrontab(CrontabSchedule crontab, TimeZoneInfo zone)
    {
        _crontab = crontab;
        _zone = zone;

        // The listener of WebJobs decides by the normalised text too: "*/5" becomes a list there, "1,2,3" a range.
        string[] fields = crontab.ToString().Split(' ');
        RepeatsWithinADay = fields[..(fields.Length - 3)].Any(field => field.AsSpan().IndexOfAny("*/-") >= 0);
    }

    /// <summary>True when seconds, minutes or hours hold <c>*</c> or a range.</summary>
    public bool RepeatsWithinADay { get; }

    /// <summary>The first tick after an instant, never the instant itself; in UTC. It does not depend on where one starts to look.</summary>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        TimeSpan least = Min(OffsetAt(after - Neighbourhood), Min(OffsetAt(after), OffsetAt(after + Neighbourhood)));
        DateTimeOffset? next = null;
        DateTime reading = after.UtcDateTime + least;
        while (true)
        {
            reading = _crontab.GetNextOccurrence(reading);
            DateTimeOffset asUtc = new(reading, TimeSpan.Zero);
            TimeSpan before = OffsetAt(asUtc - _zone.BaseUtcOffset - Neighbourhood);
            TimeSpan later = OffsetAt(asUtc - _zone.BaseUtcOffset + Neighbourhood);

            // No later reading can come sooner than this one under the greatest offset.
            if (asUtc - Max(before, later) >= next)
            {
                return next.Value;
            }

            foreach (DateTimeOffset tick in TicksAt(asUtc, before, later))
            {
                next = tick > after && !(tick >= next) ? tick : next;
            }

            if (before == later && next is { } certain)
            {
                return certain;
            }
        }
    }

    /// <param name="reading">What clocks show, as if it were UTC.</param>
    /// <param name="before">The offset some hours before.</param>
    /// <param name="later">The offset some hours later.</param>
    private IEnumerable<DateTimeOffset> TicksAt(DateTimeOffset reading, TimeSpan before, TimeSpan later)
    {
        bool isBefore = OffsetAt(reading - before) == before;
        bool isLater = before != later && OffsetAt(reading - later) == later;
        if (isBefore || !isLater)
        {
            yield return reading - before;
        }

        if (isLater && (!isBefore || RepeatsWithinADay))
        {
            yield return reading - later;
        }
    }

    private TimeSpan OffsetAt(DateTimeOffset instant) => _zone.GetUtcOffset(instant);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
