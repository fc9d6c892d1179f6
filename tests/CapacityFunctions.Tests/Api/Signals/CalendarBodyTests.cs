using System.Diagnostics;
using System.Text;
using CapacityFunctions.Api.Signals.Calendars;

namespace CapacityFunctions.Tests.Api.Signals;

/// <summary>The window is 1 October 2026 to 1 January 2027; accounts' clocks are Berlin's, which go back on 25 October 2026.</summary>
public sealed class CalendarBodyTests
{
    private static readonly DateTimeOffset From = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_OneEvent_IsASpanInUtc() => Assert.Equal(
        ["campaign * 2026-11-24T08:00Z 2026-11-24T10:30Z 2.5"],
        Spans("""
            UID:1
            DTSTART:20261124T080000Z
            DTEND:20261124T103000Z
            X-CAPACITY-SIGNAL:campaign
            X-CAPACITY-VALUE:2.5
            """));

    [Fact]
    public void Read_Name_IsThePropertyThenTheCategoryThenTheQuery()
    {
        const string Time = "\nDTSTART:20261124T080000Z\nDURATION:PT1H";

        Assert.StartsWith("own ", Spans($"UID:1\nX-CAPACITY-SIGNAL:own\nCATEGORIES:SALE,B{Time}", signal: "query").Single(), StringComparison.Ordinal);
        Assert.StartsWith("SALE ", Spans($"UID:1\nCATEGORIES:SALE,B{Time}", signal: "query").Single(), StringComparison.Ordinal);
        Assert.StartsWith("query ", Spans($"UID:1{Time}", signal: "query").Single(), StringComparison.Ordinal);
        Assert.Contains("event 1: signal (missing)", Read($"BEGIN:VEVENT\nUID:1{Time}\nEND:VEVENT", signal: null).Rejections.Single().Reason, StringComparison.Ordinal);
        Assert.StartsWith("s shop ", Spans($"UID:1\nX-CAPACITY-SCOPE:shop{Time}").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WeeklyAcrossTheEndOfDaylightSaving_StaysAtItsLocalHour() => Assert.Equal(
        ["2026-10-23T07:00Z", "2026-10-30T08:00Z", "2026-11-06T08:00Z"],
        Starts("""
            UID:1
            DTSTART;TZID=Europe/Berlin:20261023T090000
            DTEND;TZID=Europe/Berlin:20261023T100000
            RRULE:FREQ=WEEKLY;COUNT=3
            """));

    [Fact]
    public void Read_LocalTimesThatAreLeftOutOrShownTwice_CountByTheOffsetBefore()
    {
        // New York: 2:30 on 8 March 2026 does not exist (RFC 5545: 3:30 EDT); 1:30 on 1 November 2026 is shown twice, the first is EDT.
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 7, 30, 0, TimeSpan.Zero), CalendarZones.Instant(new DateTime(2026, 3, 8, 2, 30, 0), TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));
        Assert.Equal(["2026-11-01T05:30Z"], Starts("UID:1\nDTSTART;TZID=America/New_York:20261101T013000\nDURATION:PT1H"));
    }

    [Fact]
    public void Read_ExceptionsAndAdditions_ChangeTheSeries() => Assert.Equal(
        ["2026-11-02T09:00Z", "2026-11-04T09:00Z", "2026-11-20T12:00Z"],
        Starts("""
            UID:1
            DTSTART:20261102T090000Z
            DURATION:PT1H
            RRULE:FREQ=DAILY;UNTIL=20261104T090000Z
            EXDATE:20261103T090000Z
            RDATE:20261120T120000Z
            """));

    [Fact]
    public void Read_MovedAndCancelledOccurrences_ReplaceTheirOwn() => Assert.Equal(
        ["2026-11-02T09:00Z", "2026-11-03T15:00Z"],
        ReadStarts("""
            BEGIN:VEVENT
            UID:1
            DTSTART:20261102T090000Z
            DURATION:PT1H
            RRULE:FREQ=DAILY;COUNT=3
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            RECURRENCE-ID:20261103T090000Z
            DTSTART:20261103T150000Z
            DURATION:PT1H
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            RECURRENCE-ID:20261104T090000Z
            DTSTART:20261104T090000Z
            STATUS:CANCELLED
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            DTSTART:20261105T090000Z
            STATUS:CANCELLED
            END:VEVENT
            """));

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261024\nDTEND;VALUE=DATE:20261026", "2026-10-23T22:00Z 2026-10-25T23:00Z")] // 48 + 1 hours: the clocks go back
    [InlineData("DTSTART;VALUE=DATE:20261124", "2026-11-23T23:00Z 2026-11-24T23:00Z")] // one day without an end
    [InlineData("DTSTART:20261124T090000\nDURATION:PT2H", "2026-11-24T08:00Z 2026-11-24T10:00Z")] // floating: the account's clock
    public void Read_DaysAndFloatingTimes_FollowTheAccountsClock(string times, string expected) =>
        Assert.Equal($"s shop {expected} 1", Spans($"UID:1\nX-CAPACITY-SCOPE:shop\n{times}").Single());

    [Theory]
    [InlineData("TZID=W. Europe Standard Time", "2026-11-24T08:00Z")] // Windows' name
    [InlineData("TZID=/mozilla.org/20050126_1/Europe/Berlin", "2026-11-24T08:00Z")]
    [InlineData("TZID=Head office", "2026-11-24T15:00Z")] // defined below: UTC−6 in winter
    [InlineData("TZID=Somewhere", null)]
    public void Read_TimeZone_IsKnownOrDefinedOrRefused(string zone, string? expected)
    {
        CalendarReading reading = Read($"""
            BEGIN:VTIMEZONE
            TZID:Head office
            BEGIN:STANDARD
            DTSTART:20071104T020000
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0600
            RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:20070311T020000
            TZOFFSETFROM:-0600
            TZOFFSETTO:-0500
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:meeting-7
            DTSTART;{zone}:20261124T090000
            DURATION:PT1H
            END:VEVENT
            """);

        if (expected is null)
        {
            Assert.Contains("event meeting-7: its time zone 'Somewhere'", Assert.Single(reading.Rejections).Reason, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal([expected], reading.Spans.Select(span => Text(span.Start)));
        }
    }

    [Fact]
    public void Read_DefinedZoneInSummer_HasItsDaylightOffset() => Assert.Equal(
        ["2026-10-20T14:00Z"],
        ReadStarts("""
            BEGIN:VTIMEZONE
            TZID:Head office
            BEGIN:DAYLIGHT
            DTSTART:20070311T020000
            TZOFFSETTO:-0500
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
            END:DAYLIGHT
            BEGIN:STANDARD
            DTSTART:20071104T020000
            TZOFFSETTO:-0600
            RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:1
            DTSTART;TZID=Head office:20261020T090000
            DURATION:PT1H
            END:VEVENT
            """));

    [Fact]
    public void Read_EndlessSeries_IsExpandedInsideTheWindowOnly()
    {
        string[] starts = Starts("UID:1\nDTSTART:20250101T120000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY");

        Assert.Equal(92, starts.Length); // 31 + 30 + 31 days
        Assert.Equal(["2026-10-01T12:00Z", "2026-12-31T12:00Z"], [starts[0], starts[^1]]);
    }

    [Fact]
    public void Read_SeveralBadEvents_NamesEachAndKeepsTheGoodOnes()
    {
        CalendarReading reading = Read("""
            BEGIN:VEVENT
            UID:secondly
            DTSTART:20261101T000000Z
            RRULE:FREQ=SECONDLY
            END:VEVENT
            BEGIN:VEVENT
            UID:good
            DTSTART:20261101T000000Z
            DURATION:PT1H
            BEGIN:VALARM
            TRIGGER:-PT10M
            UID:alarm
            END:VALARM
            END:VEVENT
            BEGIN:VEVENT
            UID:when
            DTSTART:next week
            END:VEVENT
            BEGIN:VEVENT
            UID:backwards
            DTSTART:20261101T000000Z
            DTEND:20261031T000000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:number
            DTSTART:20261101T000000Z
            X-CAPACITY-VALUE:a lot
            END:VEVENT
            BEGIN:VEVENT
            UID:missing
            END:VEVENT
            """);

        Assert.Single(reading.Spans);
        Assert.Equal([1, 3, 4, 5, 6], reading.Rejections.Select(rejection => rejection.Row));
        Assert.Equal(
            ["event secondly", "event when", "event backwards", "event number", "event missing"],
            reading.Rejections.Select(rejection => rejection.Reason.Split(':')[0]));
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "every second", "RRULE:FREQ=SECONDLY" },
        { "every second of each day", $"RRULE:FREQ=DAILY;BYHOUR={Numbers(24)};BYMINUTE={Numbers(60)};BYSECOND={Numbers(60)}" },
        { "hourly for ever since year 1", "RRULE:FREQ=HOURLY" },
        { "never", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30" },
        { "interval 0", "RRULE:FREQ=DAILY;INTERVAL=0" },
        { "a long rule", $"RRULE:FREQ=YEARLY;BYYEARDAY={string.Join(',', Enumerable.Repeat("1", 100_000))}" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Read_HostileRule_IsBoundedWork(string what, string rule)
    {
        long started = Stopwatch.GetTimestamp();
        StringBuilder events = new();
        for (int i = 0; i < 40; i++)
        {
            events.Append("BEGIN:VEVENT\nUID:").Append(i).Append("\nDTSTART:00010101T000000Z\nDURATION:PT1H\n").Append(i > 0 && rule.Length > 10_000 ? "RRULE:FREQ=DAILY" : rule).Append("\nEND:VEVENT\n");
        }

        CalendarReading reading = Read(events.ToString());

        // Unbounded, each of them takes minutes at least; a loaded machine may take some seconds.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30), $"{what}: {Stopwatch.GetElapsedTime(started)}");
        Assert.True(reading.Spans.Count <= 200_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\n")]
    public void Read_NoCalendar_SaysSo(string body)
    {
        (CalendarReading? reading, string? unreadable) = CalendarBody.Read(body, Options("s"));

        Assert.Null(reading);
        Assert.StartsWith("The calendar can't be read", unreadable, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TooDeepOrTooMany_IsRefused()
    {
        string deep = string.Concat(Enumerable.Repeat("BEGIN:VCALENDAR\n", 100_000));
        string many = $"BEGIN:VCALENDAR\n{string.Concat(Enumerable.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", CalendarText.MostEvents + 1))}END:VCALENDAR\n";

        Assert.Contains("nests deeper", CalendarBody.Read(deep, Options("s")).Unreadable, StringComparison.Ordinal);
        Assert.Contains("at most 5000 events", CalendarBody.Read(many, Options("s")).Unreadable, StringComparison.Ordinal);
    }

    private static string Numbers(int count) => string.Join(',', Enumerable.Range(0, count));

    private static string[] Spans(string lines, string? signal = "s") =>
        [.. Read($"BEGIN:VEVENT\n{lines}\nEND:VEVENT", signal).Spans.Select(span => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{span.Signal} {span.Scope} {Text(span.Start)} {Text(span.End)} {span.Value}"))];

    private static string[] Starts(string lines) => ReadStarts($"BEGIN:VEVENT\n{lines}\nEND:VEVENT");

    private static string[] ReadStarts(string components)
    {
        CalendarReading reading = Read(components);
        Assert.Empty(reading.Rejections);
        return [.. reading.Spans.OrderBy(span => span.Start).Select(span => Text(span.Start))];
    }

    private static CalendarReading Read(string components, string? signal = "s")
    {
        (CalendarReading? reading, string? unreadable) = CalendarBody.Read(
            $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{components.TrimEnd()}\nEND:VCALENDAR\n".ReplaceLineEndings("\r\n"), Options(signal));
        Assert.True(reading is not null, unreadable);
        return reading;
    }

    private static CalendarOptions Options(string? signal) => new(
        signal, Scope: null, From, To, scope => scope == "*" ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
