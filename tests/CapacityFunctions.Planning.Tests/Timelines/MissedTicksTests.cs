using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Timelines;

namespace CapacityFunctions.Planning.Tests.Timelines;

public sealed class MissedTicksTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Minutes of the cycles, minute of now → missed: 0, 5, 10 and now 12: none; after 5 comes 25: 10, 15 and 20 are missing.</summary>
    [Theory]
    [InlineData(new[] { 0, 5, 10 }, 12, 0)]
    [InlineData(new[] { 0, 5, 25 }, 27, 3)]
    [InlineData(new[] { 0, 6, 10 }, 15, 0)]
    [InlineData(new[] { 0 }, 31, 6)]
    [InlineData(new int[0], 30, 0)]
    public void Count_TimersCycles_CountsWhatFitsIntoTheGaps(int[] minutes, int now, int expected) =>
        Assert.Equal(expected, MissedTicks.Count(minutes.Select(minute => At(minute)).Reverse(), Start.AddMinutes(now), "timer"));

    [Fact]
    public void Count_SkippedAndAbandoned_CountThemselves() => Assert.Equal(
        2,
        MissedTicks.Count([At(0), At(5, CycleStatus.Skipped), At(10, CycleStatus.Abandoned), At(15, CycleStatus.Failed)], Start.AddMinutes(16), "timer"));

    /// <summary>Somebody's own cycle is no tick: it neither fills a gap nor opens one.</summary>
    [Fact]
    public void Count_CyclesOfPeople_AreNoTicks() =>
        Assert.Equal(1, MissedTicks.Count([At(0), At(5) with { StartedBy = "key:default" }, At(10)], Start.AddMinutes(11), "timer"));

    /// <summary>Last tick at minute 5, now at 21: 10, 15 and 20 are missing. A tick that is only a minute late is not.</summary>
    [Theory]
    [InlineData(21, 3)]
    [InlineData(16, 2)]
    [InlineData(15, 1)]
    public void FindOpen_TimerSilent_CountsSinceItsLastTick(int now, int missed) => Assert.Equal(
        new TickGap(missed, Start.AddMinutes(5)),
        MissedTicks.FindOpen([At(0), At(5), At(10) with { StartedBy = "watchdog" }], Start.AddMinutes(now), "timer"));

    [Fact]
    public void FindOpen_TickInTimeOrNothingEver_IsNull()
    {
        Assert.Null(MissedTicks.FindOpen([At(0), At(5)], Start.AddMinutes(10.9), "timer"));
        Assert.Null(MissedTicks.FindOpen([], Start, "timer"));
    }

    [Fact]
    public void FindOpen_NoTickKnown_CountsFromTheOldestCycle() => Assert.Equal(
        new TickGap(2, Start),
        MissedTicks.FindOpen([At(5) with { StartedBy = "watchdog" }, At(0) with { StartedBy = "watchdog" }], Start.AddMinutes(12), "timer"));

    private static Cycle At(int minute, CycleStatus status = CycleStatus.Completed) => new()
    {
        Id = CycleId.At(Start.AddMinutes(minute)),
        Status = status,
        StartedBy = "timer",
        StartedAt = Start.AddMinutes(minute),
    };
}
