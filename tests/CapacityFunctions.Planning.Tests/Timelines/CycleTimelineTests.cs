using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Timelines;

namespace CapacityFunctions.Planning.Tests.Timelines;

public sealed class CycleTimelineTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 2, 0, 5, 0, TimeSpan.Zero);
    private static readonly ResourceType Cores = new("cores");
    private static readonly Cycle Ended = new()
    {
        Id = CycleId.At(At),
        Status = CycleStatus.Completed,
        StartedBy = "timer",
        StartedAt = At.AddSeconds(1),
        EndedAt = At.AddSeconds(31),
    };

    /// <summary>
    /// a (Enforce) holds 10 in zone 1 and 5 in zone 2 after the cycle, b (Recommend) still its 4 of zone 1 and would hold 9: 19 held, 24 recommended;
    /// (10 + 4) × 0.2 + 5 × 0.1 = 3.3 an hour. b is held up, so its usage is old and no demand.
    /// </summary>
    [Fact]
    public void Of_EnforcedAndRecommended_AddsUpWhatIsReallyThere()
    {
        AccountDecision a = Decision("a", OperatingMode.Enforce, usage: 12, before: [("1", 8)], after: [("1", 10), ("2", 5)]) with { AllocatedAfter = 14, Unmet = 1 };
        AccountDecision b = Decision("b", OperatingMode.Recommend, usage: 3, before: [("1", 4)], after: [("1", 9)]) with
        {
            AllocatedBefore = 4,
            AllocatedAfter = 9,
            HoldReason = "old",
        };

        TimelineEntry entry = Assert.Single(CycleTimeline.Of(
            Ended,
            [a, b],
            new Dictionary<ResourceType, IReadOnlyList<ZoneOffer>> { [Cores] = [new("1", 0.2m, 50), new("2", 0.1m, 50)] },
            new Dictionary<ResourceType, double> { [Cores] = 17.5 }));

        Assert.Equal(At, entry.At);
        Assert.Equal(12, entry.Demand);
        Assert.Equal(17.5, entry.PredictedNextHour);
        Assert.Equal(19, entry.Reserved);
        Assert.Equal(24, entry.Recommended);
        Assert.Equal(18, entry.Allocated);
        Assert.Equal(1, entry.Unmet);
        Assert.Equal(3.3m, entry.CostPerHour);
        Assert.Equal(30, entry.DurationSeconds);
    }

    [Fact]
    public void Of_NoFreshUsage_HasNoDemandInsteadOfNone()
    {
        AccountDecision held = Decision("a", OperatingMode.Enforce, usage: 12, before: [], after: []) with { HoldReason = "old" };

        TimelineEntry entry = Assert.Single(CycleTimeline.Of(
            Ended, [held], new Dictionary<ResourceType, IReadOnlyList<ZoneOffer>>(), new Dictionary<ResourceType, double>()));

        Assert.Null(entry.Demand);
        Assert.Null(entry.PredictedNextHour);
    }

    [Fact]
    public void Of_RunningCycle_Throws() => Assert.Throws<ArgumentException>(() => CycleTimeline.Of(
        Ended with { EndedAt = null }, [], new Dictionary<ResourceType, IReadOnlyList<ZoneOffer>>(), new Dictionary<ResourceType, double>()));

    private static AccountDecision Decision(
        string account, OperatingMode mode, double usage, (string Zone, decimal Units)[] before, (string Zone, decimal Units)[] after) => new()
        {
            CycleId = Ended.Id,
            AccountId = new AccountId(account),
            ResourceType = Cores,
            Mode = mode,
            UsageNow = usage,
            ReservedBefore = before.ToDictionary(zone => zone.Zone, zone => zone.Units, StringComparer.Ordinal),
            ReservedAfter = after.ToDictionary(zone => zone.Zone, zone => zone.Units, StringComparer.Ordinal),
        };
}
