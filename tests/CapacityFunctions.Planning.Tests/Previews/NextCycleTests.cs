using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Previews;

namespace CapacityFunctions.Planning.Tests.Previews;

public sealed class NextCycleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 2, 2, 5)]
    [InlineData(0, 0, 1, 5)] // never the cycle that there was
    [InlineData(0, 5, 5, 10)]
    [InlineData(0, 23, 23, 25)] // ticks were missed
    public void After_LatestCycle_IsReckonedForNowAndDueByTheSchedule(int latest, int now, int at, int due)
    {
        NextCycle next = NextCycle.After(CycleId.At(Noon.AddMinutes(-5)), CycleId.At(Noon.AddMinutes(latest)), Noon.AddMinutes(now));

        Assert.Equal(CycleId.At(Noon.AddMinutes(at)), next.Id);
        Assert.Equal(Noon.AddMinutes(due), next.DueAt);
        Assert.Equal(CycleId.At(Noon.AddMinutes(-5)), next.ForecastsOf);
    }

    [Fact]
    public void DueAfter_NoCycleYet_IsAnIntervalFromNow() => Assert.Equal(Noon.AddMinutes(5), NextCycle.DueAfter(latest: null, Noon));
}
