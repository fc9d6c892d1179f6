using CapacityFunctions.Planning.Timelines;

namespace CapacityFunctions.Planning.Tests.Timelines;

public sealed class DemandHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 23, 50, 0, TimeSpan.Zero);

    /// <summary>23:50 and 23:55 of one day, 00:00 of the next: 1 + 10, 2, and 3 + 30.</summary>
    [Fact]
    public void Add_TwoAccounts_AddsUpBucketsAcrossMidnight()
    {
        DemandHistory history = new();
        history.Add([Start, Start.AddMinutes(5), Start.AddMinutes(10)], [1, 2, 3]);
        history.Add([Start, Start.AddMinutes(10)], [10, 30]);

        Assert.Equal([new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 2)], history.Days.Keys);
        Assert.Equal([11, 2], history.Days[new DateOnly(2026, 11, 1)][286..]);
        Assert.Equal(33, history.Days[new DateOnly(2026, 11, 2)][0]);
        Assert.True(double.IsNaN(history.Days[new DateOnly(2026, 11, 2)][1]));
    }

    [Fact]
    public void Add_OtherNumberOfValues_Throws() =>
        Assert.Throws<ArgumentException>(() => new DemandHistory().Add([Start], [1, 2]));

    [Theory]
    [InlineData(new[] { double.NaN, 3, 7, double.NaN, 2 }, 7.0)]
    [InlineData(new[] { 0.0 }, 0.0)]
    [InlineData(new[] { double.NaN }, null)]
    public void PeakOf_Day_IsItsHighestBucket(double[] day, double? expected) => Assert.Equal(expected, DemandHistory.PeakOf(day));
}
