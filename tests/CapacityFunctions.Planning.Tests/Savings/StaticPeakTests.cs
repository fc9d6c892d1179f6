using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Savings;
using CapacityFunctions.Planning.Timelines;

namespace CapacityFunctions.Planning.Tests.Savings;

public sealed class StaticPeakTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Two hours at 100 units for 20 an hour, then one at 50 for 10: 50 paid. The peak of 120 at 0.2 a unit for three hours: 72.</summary>
    [Fact]
    public void Compare_TwoEntries_ChargesEachUntilTheNextAndTheLastUntilNow()
    {
        StaticPeakComparison result = StaticPeak.Compare(
            [Entry(2, reserved: 50, cost: 10), Entry(0, reserved: 100, cost: 20)], Midnight, Midnight.AddHours(3), peakDemand: 120);

        Assert.Equal(50, result.Cost);
        Assert.Equal(250, result.ReservedUnitHours);
        Assert.Equal(72, result.PeakCost);
        Assert.Equal(22, result.Saved);
        Assert.Equal(Midnight, result.Since);
    }

    /// <summary>What was held at 23:00 is held at midnight, too: one hour of it counts.</summary>
    [Fact]
    public void Compare_EntryOfTheDayBefore_CountsFromMidnight()
    {
        StaticPeakComparison result = StaticPeak.Compare([Entry(-1, reserved: 10, cost: 2)], Midnight, Midnight.AddHours(1), peakDemand: 20);

        Assert.Equal(2, result.Cost);
        Assert.Equal(4, result.PeakCost);
        Assert.Equal(Midnight, result.Since);
    }

    /// <summary>Where nothing is held, the peak costs the mean price of the zones: 10 × (0.1 + 0.3) ÷ 2 for an hour.</summary>
    [Fact]
    public void Compare_NothingHeld_PricesThePeakByTheZones()
    {
        StaticPeakComparison result = StaticPeak.Compare(
            [Entry(0, reserved: 0, cost: 0, ("1", 0.1m), ("2", 0.3m))], Midnight, Midnight.AddHours(1), peakDemand: 10);

        Assert.Equal(2, result.PeakCost);
        Assert.Equal(2, result.Saved);
    }

    [Fact]
    public void Compare_MoreHeldThanThePeak_SavesLessThanNothing()
    {
        StaticPeakComparison result = StaticPeak.Compare([Entry(0, reserved: 100, cost: 20)], Midnight, Midnight.AddHours(1), peakDemand: 50);

        Assert.Equal(-10, result.Saved);
    }

    [Fact]
    public void Compare_NoPeakKnown_SavesNothingKnown()
    {
        StaticPeakComparison result = StaticPeak.Compare([Entry(0, reserved: 100, cost: 20)], Midnight, Midnight.AddHours(1), peakDemand: null);

        Assert.Equal(20, result.Cost);
        Assert.Null(result.PeakCost);
        Assert.Null(result.Saved);
    }

    [Fact]
    public void Compare_NoEntries_KnowsNothing()
    {
        StaticPeakComparison result = StaticPeak.Compare([], Midnight, Midnight.AddHours(1), peakDemand: 5);

        Assert.Null(result.Since);
        Assert.Equal(0, result.Cost);
    }

    private static TimelineEntry Entry(int hour, decimal reserved, decimal cost, params (string Zone, decimal Price)[] prices) => new()
    {
        CycleId = CycleId.At(Midnight.AddHours(hour)),
        ResourceType = new ResourceType("cores"),
        At = Midnight.AddHours(hour),
        Status = CycleStatus.Completed,
        Reserved = reserved,
        CostPerHour = cost,
        Prices = prices.ToDictionary(zone => zone.Zone, zone => zone.Price, StringComparer.Ordinal),
    };
}
