using Ical.Net.DataTypes;

namespace CapacityFunctions.Api.Signals.Calendars;

/// <summary>One event of a calendar, its times in the local time of its zone.</summary>
internal sealed record ReadEvent
{
    public required string Signal { get; init; }

    public required string Scope { get; init; }

    public required double Value { get; init; }

    public required DateTime Start { get; init; }

    /// <summary>False: whole days.</summary>
    public required bool HasTime { get; init; }

    /// <summary>Exact for times, in days of the calendar for whole days.</summary>
    public required TimeSpan Length { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Null for an event that does not recur.</summary>
    public RecurrenceRule? Rule { get; init; }

    /// <summary>RDATE.</summary>
    public IReadOnlyList<DateTime> Added { get; init; } = [];

    /// <summary>EXDATE.</summary>
    public IReadOnlyList<DateTime> Left { get; init; } = [];

    /// <summary>RECURRENCE-ID: which occurrence of its series it stands for.</summary>
    public DateTime? Replaces { get; init; }

    public bool IsCancelled { get; init; }

    internal (DateTimeOffset Start, DateTimeOffset End) Span(DateTime start)
    {
        DateTimeOffset begin = CalendarZones.Instant(start, Zone);
        return (begin, HasTime ? begin + Length : CalendarZones.Instant(start + Length, Zone));
    }
}
