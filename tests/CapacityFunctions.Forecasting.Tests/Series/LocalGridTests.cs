using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Series;

public class LocalGridTests
{
    private static readonly string[] Zones =
        ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Europe/Dublin", "America/Sao_Paulo"];

    private static readonly TimeSpan[] Steps = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    // Clocks go from 02:00 to 03:00 at 01:00 UTC on the last Sunday of March, and back at 01:00 UTC on the last Sunday of October.
    private static readonly DateTimeOffset March = new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset October = new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero);
    private static readonly LocalGrid Berlin = Grid("Europe/Berlin", SampleSeries.Hour);

    [Fact]
    public void ToLocal_ClockGoesForward_LeavesTheHourOutAsAGap()
    {
        TimeSeries local = Berlin.ToLocal(TimeSeries.FromValues(March.AddHours(-2), SampleSeries.Hour, [1, 2, 3, 4]));

        // 23:00 and 00:00 UTC are 00:00 and 01:00 in winter, 01:00 and 02:00 UTC are 03:00 and 04:00 in summer.
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero), local.Start);
        Assert.Equal([1, 2, 0, 3, 4], local.Values.ToArray());
        Assert.Equal([false, false, true, false, false], local.Missing.ToArray());
    }

    [Fact]
    public void ToLocal_ClockGoesBack_FirstKnownStepOfTheHourCounts()
    {
        TimeSeries whole = TimeSeries.FromValues(October.AddHours(-2), SampleSeries.Hour, [1, 2, 3, 4]);
        TimeSeries gap = TimeSeries.FromMasked(October.AddHours(-2), SampleSeries.Hour, [1, 0, 3, 4], [false, true, false, false]);

        // 23:00 and 00:00 UTC are 01:00 and 02:00 in summer, 01:00 UTC is 02:00 again, 02:00 UTC is 03:00.
        Assert.Equal([1, 2, 4], Berlin.ToLocal(whole).Values.ToArray());
        Assert.Equal([1, 3, 4], Berlin.ToLocal(gap).Values.ToArray());
    }

    [Fact]
    public void SlotsAhead_RepeatedHour_AnswersBothSteps() =>
        Assert.Equal([0, 1, 1, 2], Berlin.SlotsAhead(October.AddHours(-2), 4, Berlin.NextSlot(October.AddHours(-2))));

    [Fact]
    public void SlotsAhead_InsideARepeatedHour_AnswersWithWhatComesNext()
    {
        // On a five-minute grid the second pass (12 steps) was seen in the first one; after it the slots go on.
        LocalGrid grid = Grid("Europe/Berlin", TimeSpan.FromMinutes(5));

        int[] ahead = grid.SlotsAhead(October, 14, grid.NextSlot(October));

        Assert.Equal([.. new int[12], 0, 1], ahead);
    }

    [Theory]
    [InlineData("Australia/Lord_Howe", 5, 6)]
    [InlineData("Australia/Lord_Howe", 30, 1)]
    [InlineData("Australia/Lord_Howe", 60, 0)]
    [InlineData("Australia/Melbourne", 60, 1)]
    [InlineData("Australia/Melbourne", 360, 0)]
    [InlineData("Asia/Kolkata", 5, 0)]
    public void ToLocal_OverAChange_MovesByWholeSteps(string zone, int stepMinutes, int expectedGap)
    {
        // Lord Howe goes forward by 30 minutes and Melbourne by 60 on the first Sunday of October; half a step moves nothing.
        TimeSpan step = TimeSpan.FromMinutes(stepMinutes);
        TimeSeries utc = TimeSeries.FromValues(new DateTimeOffset(2026, 10, 2, 0, 0, 0, TimeSpan.Zero), step, new double[(int)(TimeSpan.FromDays(4) / step)]);

        TimeSeries local = Grid(zone, step).ToLocal(utc);

        Assert.Equal(expectedGap, local.Length - local.KnownCount);
        Assert.Equal(utc.Length + expectedGap, local.Length);
    }

    [Property(MaxTest = 200)]
    public bool SlotsAhead_AnyZoneAndTime_EveryStepHasOneSlotInOrder(byte zone, byte step, ushort hour)
    {
        (LocalGrid grid, DateTimeOffset start) = Case(zone, step, hour);
        int count = (int)(TimeSpan.FromDays(10) / grid.Step);

        int[] ahead = grid.SlotsAhead(start, count, grid.NextSlot(start));

        // A step goes on by one slot, but at one change of the clock: by more when it goes forward, back when an hour repeats.
        int others = Enumerable.Range(1, count - 1).Count(i => ahead[i] != ahead[i - 1] + 1 && (ahead[i] != 0 || ahead[i - 1] != 0));
        long moved = grid.SlotOf(start + (grid.Step * (count - 1))) - grid.SlotOf(start) - (count - 1);
        return ahead.Length == count && ahead.All(slot => slot >= 0) && others <= 1 && Math.Abs(moved * grid.Step.Ticks) <= TimeSpan.FromHours(1).Ticks;
    }

    [Property(MaxTest = 200)]
    public bool Unseen_InTwoPieces_SameSlotsAsInOne(byte zone, byte step, ushort hour, byte cut)
    {
        (LocalGrid grid, DateTimeOffset start) = Case(zone, step, hour);
        int count = (int)(TimeSpan.FromDays(4) / grid.Step);
        int first = cut * count / 256;
        long next = grid.NextSlot(start);

        int[] whole = grid.Unseen(start, count, next);
        int[] before = grid.Unseen(start, first, next);
        int[] after = grid.Unseen(start + (grid.Step * first), count - first, next + before.Length);

        return whole.SequenceEqual([.. before, .. after.Select(source => source < 0 ? source : source + first)])
            && next + whole.Length == grid.NextSlot(start + (grid.Step * count));
    }

    private static (LocalGrid Grid, DateTimeOffset Start) Case(byte zone, byte step, ushort hour) => (
        Grid(Zones[zone % Zones.Length], Steps[step % Steps.Length]),
        new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero) + (Steps[step % Steps.Length] * (int)(hour % 8_760 * SampleSeries.Hour / Steps[step % Steps.Length])));

    private static LocalGrid Grid(string zone, TimeSpan step) => LocalGrid.Of(TimeZoneInfo.FindSystemTimeZoneById(zone), step)!;
}
