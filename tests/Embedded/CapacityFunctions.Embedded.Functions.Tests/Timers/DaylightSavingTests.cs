using System.Globalization;
using CapacityFunctions.Embedded.Functions.Timers;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CapacityFunctions.Embedded.Functions.Tests.Timers;

/// <summary>Ticks where clocks are moved. The transitions of 2026, from the tz database:</summary>
/// <remarks>
/// <code>
/// Europe/Berlin        29 March     02:00 → 03:00  at 01:00Z        25 October  03:00 → 02:00  at 01:00Z
/// America/Los_Angeles   8 March     02:00 → 03:00  at 10:00Z         1 November 02:00 → 01:00  at 09:00Z
/// Australia/Sydney      4 October   02:00 → 03:00  at 16:00Z (3rd)   5 April    03:00 → 02:00  at 16:00Z (4th)
/// Australia/Lord_Howe   4 October   02:00 → 02:30  at 15:30Z (3rd)   5 April    02:00 → 01:30  at 15:00Z (4th)
/// Europe/Dublin        29 March     01:00 → 02:00  at 01:00Z         (winter is the zone's exception, by a negative hour)
/// </code>
/// </remarks>
public sealed class DaylightSavingTests
{
    /// <summary>One zone of each kind: those that read the same every day of 2026 are one.</summary>
    private static readonly TimeZoneInfo[] Zones =
    [
        .. TimeZoneInfo.GetSystemTimeZones().DistinctBy(zone => string.Join(
            ',', Enumerable.Range(0, 365).Select(day => zone.GetUtcOffset(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(day)).TotalMinutes)),
            StringComparer.Ordinal),
    ];

    /// <summary>Expressions of both kinds: within the day, and at a time of day.</summary>
    private static readonly string[] Expressions =
        ["0 0 * * * *", "0 */5 * * * *", "0 */20 2 * * *", "0 0 0-4 * * *", "0 30 2 * * *", "0 15,45 1,3 * * *", "0 0 0 1 * *", "30 2 * * *"];

    [Theory]
    [InlineData("Europe/Berlin", "0 30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("Europe/Berlin", "0 0 * * * *", "2026-03-28T23:30:00Z", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z")]
    [InlineData("America/Los_Angeles", "0 30 2 * * *", "2026-03-08T09:00:00Z", "2026-03-08T10:30:00Z", "2026-03-09T09:30:00Z")]
    [InlineData("Australia/Sydney", "0 30 2 * * *", "2026-10-03T12:00:00Z", "2026-10-03T16:30:00Z", "2026-10-04T15:30:00Z")]
    [InlineData("Australia/Lord_Howe", "0 15 2 * * *", "2026-10-03T12:00:00Z", "2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z")]
    [InlineData("Europe/Dublin", "0 30 1 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z")]
    public void Next_ClocksGoForward_MissingReadingsTickAsIfTheyHadStayed(string zone, string expression, string after, params string[] expected) =>
        AssertTicks(zone, expression, after, expected);

    [Theory]
    [InlineData("Europe/Berlin", "0 0 * * * *", "2026-10-24T23:30:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z")]
    [InlineData("Europe/Berlin", "0 */30 * * * *", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z")]
    [InlineData("America/Los_Angeles", "0 0 * * * *", "2026-11-01T07:30:00Z", "2026-11-01T08:00:00Z", "2026-11-01T09:00:00Z", "2026-11-01T10:00:00Z")]
    [InlineData("Australia/Sydney", "0 0 * * * *", "2026-04-04T14:30:00Z", "2026-04-04T15:00:00Z", "2026-04-04T16:00:00Z", "2026-04-04T17:00:00Z")]
    [InlineData("Australia/Lord_Howe", "0 */15 * * * *", "2026-04-04T14:40:00Z", "2026-04-04T14:45:00Z", "2026-04-04T15:00:00Z", "2026-04-04T15:15:00Z", "2026-04-04T15:30:00Z")]
    public void Next_ClocksGoBack_WhatRepeatsWithinTheDayTicksInBothHours(string zone, string expression, string after, params string[] expected) =>
        AssertTicks(zone, expression, after, expected);

    [Theory]
    [InlineData("Europe/Berlin", "0 30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("Europe/Berlin", "0 30 2 * * *", "2026-10-25T01:15:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("America/Los_Angeles", "0 30 1 * * *", "2026-11-01T07:59:00Z", "2026-11-01T08:30:00Z", "2026-11-02T09:30:00Z")]
    [InlineData("Australia/Sydney", "0 30 2 * * *", "2026-04-04T12:00:00Z", "2026-04-04T15:30:00Z", "2026-04-05T16:30:00Z")]
    public void Next_ClocksGoBack_ATimeOfDayTicksInTheFirstHourOnly(string zone, string expression, string after, params string[] expected) =>
        AssertTicks(zone, expression, after, expected);

    /// <summary>
    /// Where we differ: the listener of WebJobs takes the next reading after the first 02:00, which is 04:00, sets it back by the hour, and so fires at
    /// 03:00, which the expression does not name, and not at the second 02:00. Here only readings of the expression tick.
    /// </summary>
    [Fact]
    public void Next_ClocksGoBackBetweenUnevenReadings_KeepsToThem() =>
        AssertTicks(
            "Europe/Berlin", "0 0 0-2,4 * * *", "2026-10-24T23:30:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T03:00:00Z");

    /// <summary>Where we differ: the listener moves only the first of several missing readings to after the gap and loses the others.</summary>
    [Fact]
    public void Next_SeveralMissingReadings_AllTickAfterTheGap() =>
        AssertTicks(
            "Europe/Berlin", "0 */20 2 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z", "2026-03-29T01:40:00Z", "2026-03-30T00:00:00Z");

    [Property(MaxTest = 300)]
    public Property Next_AnyZoneAndStart_IsLaterAndTheSameFromEveryInstantBetween() =>
        Prop.ForAll(
            Gen.Elements(Zones).ToArbitrary(),
            Gen.Elements(Expressions).ToArbitrary(),
            Gen.Choose(0, 365 * 24 * 60).Two().ToArbitrary(),
            (zone, expression, minutes) =>
            {
                TimerSchedule schedule = TimerSchedule.Parse(expression, zone, "test");
                DateTimeOffset start = At("2026-01-01T00:00:00Z").AddMinutes(minutes.Item1);
                DateTimeOffset next = schedule.Next(start);
                DateTimeOffset between = start + ((next - start) * (minutes.Item2 / (365.0 * 24 * 60 + 1)));
                return next > start && schedule.Next(between) == next;
            });

    [Fact]
    public void Next_EveryHalfHourInAnyZone_IsNeverMoreOrLessThanHalfAnHourAway()
    {
        foreach (TimeZoneInfo zone in Zones)
        {
            TimerSchedule schedule = TimerSchedule.Parse("0 */30 * * * *", zone, "test");
            DateTimeOffset tick = schedule.Next(At("2026-01-01T00:00:00Z"));
            while (tick.Year == 2026)
            {
                DateTimeOffset next = schedule.Next(tick);
                Assert.True(next - tick == TimeSpan.FromMinutes(30), $"{zone.Id}: {next:u} after {tick:u}");
                tick = next;
            }
        }
    }

    [Theory]
    [InlineData("0 30 0 * * *")]
    [InlineData("0 30 1 * * *")]
    [InlineData("0 30 2 * * *")]
    [InlineData("0 30 23 * * *")]
    public void Next_DailyInAnyZone_TicksOnceForEachDayOfTheYear(string expression)
    {
        foreach (TimeZoneInfo zone in Zones)
        {
            TimerSchedule schedule = TimerSchedule.Parse(expression, zone, "test");
            DateTimeOffset end = StartOf(2027, zone);
            int ticks = 0;
            for (DateTimeOffset tick = schedule.Next(StartOf(2026, zone)); tick < end; tick = schedule.Next(tick))
            {
                ticks++;
            }

            Assert.True(ticks == 365, $"{zone.Id}: {ticks} ticks");
        }
    }

    private static DateTimeOffset StartOf(int year, TimeZoneInfo zone)
    {
        DateTime midnight = new(year, 1, 1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    private static void AssertTicks(string zone, string expression, string after, params string[] expected)
    {
        TimerSchedule schedule = TimerSchedule.Parse(expression, TimeZoneInfo.FindSystemTimeZoneById(zone), "test");
        DateTimeOffset tick = At(after);
        foreach (string next in expected)
        {
            tick = schedule.Next(tick);
            Assert.Equal(At(next), tick);
        }
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
