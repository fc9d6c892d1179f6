using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Api.Signals.Calendars;

/// <summary>Reads signals out of an iCalendar text: each occurrence of an event inside the window becomes a span of its signal.</summary>
internal static class CalendarBody
{
    internal const string MediaType = "text/calendar";

    /// <summary>Occurrences that are looked at in one calendar, those before the window among them: five centuries of days.</summary>
    private const int MostSteps = 200_000;

    internal static bool IsCalendar(string? contentType) => contentType?.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) == true;

    /// <returns>What it says, or why the body as a whole can't be read.</returns>
    internal static (CalendarReading? Reading, string? Unreadable) Read(string body, CalendarOptions options)
    {
        (CalendarText? text, string? unreadable) = CalendarText.Parse(body);
        if (text is null)
        {
            return (null, unreadable);
        }

        CalendarEventReader reader = new(text, new CalendarZones(text), options);
        List<UsageRejection> rejections = [];
        List<(int Row, string Uid, ReadEvent Event)> events = [];
        for (int i = 0; i < text.Events.Count; i++)
        {
            string uid = CalendarText.ValueOf(text.Events[i], "UID") ?? $"(no UID) {i + 1}";
            (ReadEvent? read, string? refusal) = reader.Read(text.Events[i]);
            if (read is null)
            {
                rejections.Add(new UsageRejection(i + 1, $"event {uid}: {refusal}"));
            }
            else
            {
                events.Add((i + 1, uid, read));
            }
        }

        List<SignalSpan> spans = [];
        ExpansionBudget budget = new(MostSteps);
        ILookup<string, DateTime> replaced = events.Where(entry => entry.Event.Replaces is not null)
            .ToLookup(entry => entry.Uid, entry => entry.Event.Replaces!.Value, StringComparer.Ordinal);
        foreach ((int row, string uid, ReadEvent read) in events.Where(entry => !entry.Event.IsCancelled))
        {
            if (Expand(read, read.Replaces is null ? [.. replaced[uid]] : [], options, budget) is { } own)
            {
                spans.AddRange(own);
            }
            else
            {
                rejections.Add(new UsageRejection(row, $"event {uid}: the calendar recurs too often to be expanded ({MostSteps} occurrences are looked at)"));
            }
        }

        return (new CalendarReading(spans, [.. rejections.OrderBy(rejection => rejection.Row)]), null);
    }

    private static IEnumerable<SignalSpan>? Expand(ReadEvent read, HashSet<DateTime> replaced, CalendarOptions options, ExpansionBudget budget)
    {
        DateTime before = TimeZoneInfo.ConvertTime(options.To, read.Zone).DateTime;
        if (CalendarRecurrence.Starts(read.Start, read.HasTime, read.Rule, read.Zone, before, budget) is not { } starts || !budget.Spend(read.Added.Count))
        {
            return null;
        }

        HashSet<DateTime> left = [.. read.Left];
        return starts.Concat(read.Added)
            .Where(start => !left.Contains(start) && !replaced.Contains(start))
            .Distinct()
            .Select(read.Span)
            .Where(span => span.Start < options.To && span.End > options.From)
            .Select(span => new SignalSpan(read.Signal, read.Scope, span.Start, span.End, read.Value));
    }
}
