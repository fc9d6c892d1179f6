using System.Globalization;
using NodaTime.TimeZones;

namespace CapacityFunctions.Api.Signals.Calendars;

/// <summary>
/// The time zones that a calendar names: those the machine knows by their IANA or Windows name; else as the calendar's own VTIMEZONE defines them,
/// when its newest rules are yearly ones.
/// </summary>
internal sealed class CalendarZones
{
    private readonly Dictionary<string, List<string>> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeZoneInfo?> _known = new(StringComparer.Ordinal);

    internal CalendarZones(CalendarText text)
    {
        foreach (List<string> zone in text.Zones)
        {
            if (CalendarText.ValueOf(zone, "TZID") is { Length: > 0 } name)
            {
                _definitions[name] = zone;
            }
        }
    }

    /// <summary>Null when nobody knows it.</summary>
    internal TimeZoneInfo? Find(string name)
    {
        if (!_known.TryGetValue(name, out TimeZoneInfo? zone))
        {
            _known[name] = zone = OfMachine(name) ?? (_definitions.TryGetValue(name, out List<string>? lines)
                ? (CalendarText.ValueOf(lines, "X-LIC-LOCATION") is { } location ? OfMachine(location) : null) ?? Defined(name, lines)
                : null);
        }

        return zone;
    }

    /// <summary>The instant of a local time: one that the clocks leave out counts by the offset before, one that they show twice is the first.</summary>
    internal static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        DateTime time = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        TimeSpan offset = zone.IsInvalidTime(time) ? zone.GetUtcOffset(time.AddHours(-3))
            : zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max()
            : zone.GetUtcOffset(time);
        return new DateTimeOffset(time, offset).ToUniversalTime();
    }

    /// <summary>Some programs put their own name before the zone's: <c>/mozilla.org/20050126_1/Europe/Berlin</c>.</summary>
    private static TimeZoneInfo? OfMachine(string name)
    {
        string[] parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int skip = 0; skip < parts.Length; skip++)
        {
            if ((skip == 0 || parts.Length - skip >= 2) && TimeZoneInfo.TryFindSystemTimeZoneById(string.Join('/', parts.Skip(skip)), out TimeZoneInfo? zone))
            {
                return zone;
            }
        }

        // Without ICU the machine knows no Windows names; the time zone data that comes with the calendar library does.
        return TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name, out string? iana)
            && TimeZoneInfo.TryFindSystemTimeZoneById(iana, out TimeZoneInfo? windows)
                ? windows
                : null;
    }

    private static TimeZoneInfo? Defined(string name, List<string> lines)
    {
        ZonePart? standard = ZonePart.Newest(lines, "STANDARD");
        ZonePart? daylight = ZonePart.Newest(lines, "DAYLIGHT");
        if (standard is null || (daylight is not null && (standard.Transition is null || daylight.Transition is null)))
        {
            return null;
        }

        if (daylight is null)
        {
            return TimeZoneInfo.CreateCustomTimeZone(name, standard.Offset, name, name);
        }

        TimeZoneInfo.AdjustmentRule rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, daylight.Offset - standard.Offset, daylight.Transition!.Value, standard.Transition!.Value);
        return TimeZoneInfo.CreateCustomTimeZone(name, standard.Offset, name, name, name, [rule]);
    }

    /// <summary>One STANDARD or DAYLIGHT part.</summary>
    private sealed record ZonePart(TimeSpan Offset, TimeZoneInfo.TransitionTime? Transition, string Start)
    {
        internal static ZonePart? Newest(List<string> lines, string kind)
        {
            List<ZonePart> parts = [];
            for (int i = 0; i < lines.Count; i++)
            {
                if (string.Equals(lines[i].Trim(), $"BEGIN:{kind}", StringComparison.OrdinalIgnoreCase))
                {
                    List<string> part = [.. lines.Skip(i + 1).TakeWhile(line => !line.StartsWith("END:", StringComparison.OrdinalIgnoreCase))];
                    if (Of(part) is { } read)
                    {
                        parts.Add(read);
                    }
                }
            }

            return parts.OrderBy(part => part.Start, StringComparer.Ordinal).LastOrDefault();
        }

        private static ZonePart? Of(List<string> lines)
        {
            string start = CalendarText.ValueOf(lines, "DTSTART") ?? string.Empty;
            return OffsetOf(CalendarText.ValueOf(lines, "TZOFFSETTO")) is { } offset ? new ZonePart(offset, TransitionOf(CalendarText.ValueOf(lines, "RRULE"), start), start) : null;
        }

        private static TimeSpan? OffsetOf(string? text)
        {
            if (text is not { Length: >= 5 } || text[0] is not ('+' or '-')
                || !TimeSpan.TryParseExact(text.AsSpan(1, 4), "hhmm", CultureInfo.InvariantCulture, out TimeSpan size) || size > TimeSpan.FromHours(14))
            {
                return null;
            }

            return text[0] == '-' ? -size : size;
        }

        private static TimeZoneInfo.TransitionTime? TransitionOf(string? rule, string start)
        {
            Dictionary<string, string> parts = (rule ?? string.Empty).ToUpperInvariant().Split(';')
                .Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
                .GroupBy(part => part[0], StringComparer.Ordinal).ToDictionary(part => part.Key, part => part.Last()[1], StringComparer.Ordinal);
            if (parts.GetValueOrDefault("FREQ") != "YEARLY"
                || !int.TryParse(parts.GetValueOrDefault("BYMONTH"), NumberStyles.None, CultureInfo.InvariantCulture, out int month) || month is < 1 or > 12
                || parts.GetValueOrDefault("BYDAY") is not { Length: >= 3 } day
                || !int.TryParse(day[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int week) || week is not (-1 or (>= 1 and <= 4))
                || Array.IndexOf(["SU", "MO", "TU", "WE", "TH", "FR", "SA"], day[^2..]) is not (>= 0 and int weekday)
                || !DateTime.TryParseExact(start, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime at))
            {
                return null;
            }

            // A week of 5 means the last one of the month.
            return TimeZoneInfo.TransitionTime.CreateFloatingDateRule(DateTime.MinValue + at.TimeOfDay, month, week == -1 ? 5 : week, (DayOfWeek)weekday);
        }
    }
}
