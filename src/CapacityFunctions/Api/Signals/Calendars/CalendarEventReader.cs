using System.Globalization;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Signals;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace CapacityFunctions.Api.Signals.Calendars;

/// <summary>Reads one event.</summary>
internal sealed class CalendarEventReader(CalendarText text, CalendarZones zones, CalendarOptions options)
{
    /// <summary>Longer than any campaign: a slip of the year.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    /// <returns>The event, or what is wrong with it.</returns>
    internal (ReadEvent? Event, string? Refusal) Read(List<string> lines)
    {
        try
        {
            string source = $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{string.Join("\r\n", lines)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
            return Ical.Net.Calendar.Load(source)?.Events.FirstOrDefault() is { } calendarEvent ? Of(calendarEvent, lines) : (null, "can't be read");
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // The parser throws whatever comes: arguments, formats, casts. All of them mean that this one event is not sound.
            return (null, $"can't be read: {broken.Message.Split('\n', 2)[0].TrimEnd()}");
        }
    }

    private (ReadEvent? Event, string? Refusal) Of(CalendarEvent read, List<string> lines)
    {
        string? signal = Text(lines, "X-CAPACITY-SIGNAL") ?? CalendarText.ValueOf(lines, "CATEGORIES")?.Split(',')[0].Trim() ?? options.Signal;
        string scope = Text(lines, "X-CAPACITY-SCOPE") ?? options.Scope ?? Override.Everything;
        string number = CalendarText.ValueOf(lines, "X-CAPACITY-VALUE") ?? "1";
        if ((SignalIntake.NameRefusal(signal) ?? SignalIntake.ScopeRefusal(scope)) is { } badName)
        {
            return (null, badName);
        }

        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            return (null, $"X-CAPACITY-VALUE '{number}' is not a finite number");
        }

        if (read.DtStart is not { } start)
        {
            return (null, "has no DTSTART");
        }

        if (read.RecurrenceIdentifier is { Range: RecurrenceRange.ThisAndFuture })
        {
            return (null, "RECURRENCE-ID with RANGE=THISANDFUTURE is not understood: send the changed series as an event of its own");
        }

        if (CalendarText.ValueOf(lines, "EXRULE") is not null || lines.Count(line => line.StartsWith("RRULE", StringComparison.OrdinalIgnoreCase)) > 1)
        {
            return (null, "has an EXRULE or several RRULEs, which are not understood");
        }

        if (read.RecurrenceRule is { } rule && CalendarRecurrence.Refusal(rule) is { } badRule)
        {
            return (null, badRule);
        }

        TimeZoneInfo? zone = ZoneOf(start, scope);
        return zone is null
            ? (null, $"its time zone '{start.TzId}' is neither known nor defined by yearly rules")
            : Spanned(read, signal!, scope, value, start, zone);
    }

    private (ReadEvent? Event, string? Refusal) Spanned(CalendarEvent read, string signal, string scope, double value, CalDateTime start, TimeZoneInfo zone)
    {
        TimeSpan length = read.DtEnd is { } end
            ? start.HasTime ? InstantOf(end, scope, zone) - CalendarZones.Instant(start.Value, zone) : end.Value - start.Value
            : read.Duration is { } duration ? duration.ToTimeSpanUnspecified()
            : start.HasTime ? TimeSpan.Zero : TimeSpan.FromDays(1);
        if (length < TimeSpan.Zero || length > Longest)
        {
            return (null, "ends before it begins, or lasts longer than ten years");
        }

        return (new ReadEvent
        {
            Signal = signal,
            Scope = scope,
            Value = value,
            Start = start.Value,
            HasTime = start.HasTime,
            Length = length,
            Zone = zone,
            Rule = read.RecurrenceRule,
            Added = [.. read.RecurrenceDates.GetAllDates().Concat(read.RecurrenceDates.GetAllPeriods().Select(period => period.StartTime)).Select(date => LocalOf(date, zone))],
            Left = [.. read.ExceptionDates.GetAllDates().Select(date => LocalOf(date, zone))],
            Replaces = read.RecurrenceIdentifier is { } instance ? LocalOf(instance.StartTime, zone) : null,
            IsCancelled = string.Equals(read.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase)
                || string.Equals(CalendarText.ValueOf(text.Properties, "METHOD"), "CANCEL", StringComparison.OrdinalIgnoreCase),
        }, null);
    }

    private DateTimeOffset InstantOf(CalDateTime time, string scope, TimeZoneInfo otherwise) =>
        CalendarZones.Instant(time.Value, ZoneOf(time, scope) ?? otherwise);

    /// <summary>A time in the local time of an event, whichever zone it is written in.</summary>
    private DateTime LocalOf(CalDateTime time, TimeZoneInfo zone)
    {
        if (!time.HasTime || (time.TzId is null && !time.IsUtc))
        {
            return time.Value;
        }

        TimeZoneInfo own = time.IsUtc ? TimeZoneInfo.Utc : zones.Find(time.TzId!) ?? zone;
        return TimeZoneInfo.ConvertTime(CalendarZones.Instant(time.Value, own), zone).DateTime;
    }

    private TimeZoneInfo? ZoneOf(CalDateTime time, string scope) => time.IsUtc ? TimeZoneInfo.Utc
        : time.TzId is { } name && time.HasTime ? zones.Find(name)
        : options.ZoneOf(scope);

    /// <summary>Of the event, else of the calendar.</summary>
    private string? Text(List<string> lines, string name) => CalendarText.ValueOf(lines, name) ?? CalendarText.ValueOf(text.Properties, name);
}
