using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace CapacityFunctions.Api.Signals.Calendars;

/// <summary>
/// When an event begins, in local time of its zone: rules speak of local times, so that a meeting at nine stays at nine when the clocks change. What
/// would be finer than the loop's grid is refused, and all enumeration is paid from a budget.
/// </summary>
internal static class CalendarRecurrence
{
    /// <summary>Times of one day that a rule may name.</summary>
    private const int MostTimesInDay = 96;

    private const int MostParts = 400;

    /// <summary>29 February is up to eight years of days away.</summary>
    private const int MostUnmatched = 10_000;

    /// <summary>Why a rule is not expanded; null when it is.</summary>
    internal static string? Refusal(RecurrenceRule rule)
    {
        if (rule.Frequency is FrequencyType.Secondly or FrequencyType.Minutely)
        {
            return $"recurs {rule.Frequency}: hourly is the finest that is expanded";
        }

        long times = (long)Math.Max(1, rule.BySecond.Count) * Math.Max(1, rule.ByMinute.Count) * Math.Max(1, rule.ByHour.Count);
        int parts = Math.Max(Math.Max(rule.ByDay.Count, rule.ByMonthDay.Count), Math.Max(Math.Max(rule.ByYearDay.Count, rule.ByWeekNo.Count), Math.Max(rule.ByMonth.Count, rule.BySetPosition.Count)));
        return times > MostTimesInDay || parts > MostParts ? $"recurs at more than {MostTimesInDay} times of a day, or has a longer rule than is sensible"
            : rule.Interval < 1 ? "has an INTERVAL below 1"
            : rule.Count is < 1 ? "has a COUNT below 1"
            : null;
    }

    /// <summary>Beginnings before a local time, in order, from the event's own on.</summary>
    /// <param name="start">The event's beginning in local time.</param>
    /// <param name="hasTime">False for a date.</param>
    /// <param name="rule">Null for an event that does not recur.</param>
    /// <param name="zone">Whose local time.</param>
    /// <param name="before">Exclusive.</param>
    /// <param name="budget">Pays.</param>
    /// <returns>Null when the budget is used up.</returns>
    internal static List<DateTime>? Starts(DateTime start, bool hasTime, RecurrenceRule? rule, TimeZoneInfo zone, DateTime before, ExpansionBudget budget)
    {
        if (rule is null)
        {
            return budget.Spend() ? [start] : null;
        }

        List<DateTime> starts = [];
        try
        {
            foreach (Occurrence occurrence in Local(start, hasTime, rule, zone).GetOccurrences(
                startTime: null, new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostUnmatched }))
            {
                if (!budget.Spend())
                {
                    return null;
                }

                DateTime at = occurrence.Period.StartTime.Value;
                if (at >= before)
                {
                    break;
                }

                starts.Add(at);
            }
        }
        catch (EvaluationException)
        {
            // The rule has no further occurrence that could be found: what it had counts, and the search is paid for.
            return budget.Spend(MostUnmatched) ? starts : null;
        }

        return starts;
    }

    private static CalendarEvent Local(DateTime start, bool hasTime, RecurrenceRule rule, TimeZoneInfo zone)
    {
        RecurrenceRule local = new();
        local.CopyFrom(rule);
        if (rule.Until is { IsUtc: true } until)
        {
            DateTime end = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(until.Value, DateTimeKind.Utc), zone);
            local.Until = new CalDateTime(DateTime.SpecifyKind(end, DateTimeKind.Unspecified), hasTime);
        }

        return new CalendarEvent { DtStart = new CalDateTime(DateTime.SpecifyKind(start, DateTimeKind.Unspecified), hasTime), RecurrenceRule = local };
    }
}
