using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Storage.Timeline;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Timeline;

public sealed class TimelineStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private TimelineStore Store => _host.Get<TimelineStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ListAsync_AcrossMidnight_IsWhatWasSavedOldestFirst()
    {
        DateTimeOffset midnight = Midnight.AddDays(1);
        TimelineEntry before = Entry(midnight.AddMinutes(-5), 3);
        TimelineEntry after = Entry(midnight, 4);
        await Store.SaveAsync([after, before, Entry(midnight.AddMinutes(5), 5)]);

        IReadOnlyList<TimelineEntry> read = await Store.ListAsync(Instants.Cpu, before.At, midnight.AddMinutes(5));

        Assert.Equivalent(new[] { before, after }, read, strict: true);
        Assert.Equivalent(before, await Store.LastOfDayAsync(Instants.Cpu, Day), strict: true);
        Assert.Equivalent(after, await Store.FindAsync(Instants.Cpu, after.CycleId), strict: true);
    }

    [Fact]
    public async Task SaveAsync_SameCycleAgain_ReplacesTheFirst()
    {
        await Store.SaveAsync([Entry(Midnight, 3)]);
        await Store.SaveAsync([Entry(Midnight, 4)]);

        TimelineEntry only = Assert.Single(await Store.ListAsync(Instants.Cpu, Midnight, Midnight.AddHours(1)));
        Assert.Equal(4, only.Demand);
    }

    [Fact]
    public async Task DemandAsync_HistoryAndCycles_AreOneLine()
    {
        DemandHistory history = new();
        history.Add([Midnight, Midnight.AddMinutes(5)], [1, 2]);
        await Store.SaveHistoryAsync(Instants.Cpu, history);
        await Store.SaveAsync([Entry(Midnight.AddMinutes(11), 3), Entry(Midnight.AddMinutes(16), demand: null)]);

        Assert.Equal(
            [new DemandPoint(Midnight.AddMinutes(5), 2), new DemandPoint(Midnight.AddMinutes(11), 3)],
            await Store.DemandAsync(Instants.Cpu, Midnight.AddMinutes(5), Midnight.AddHours(1)));
    }

    /// <summary>Days of the history and of cycles count; the day itself, other resource types and a lower value that comes later don't.</summary>
    [Fact]
    public async Task PeakBeforeAsync_SeveralDays_IsTheHighestBeforeTheDay()
    {
        DemandHistory history = new();
        history.Add([Midnight.AddDays(-2)], [20]);
        await Store.SaveHistoryAsync(Instants.Cpu, history);
        await Store.SaveAsync([Entry(Midnight.AddDays(-1), 30), Entry(Midnight.AddDays(-1).AddMinutes(5), 10), Entry(Midnight, 90)]);
        await Store.SaveAsync([Entry(Midnight.AddDays(-1), 500) with { ResourceType = new ResourceType("other") }]);

        Assert.Equal(30, await Store.PeakBeforeAsync(Instants.Cpu, Day));
        Assert.Equal(20, await Store.PeakBeforeAsync(Instants.Cpu, Day.AddDays(-1)));
        Assert.Null(await Store.PeakBeforeAsync(Instants.Cpu, Day.AddDays(-2)));
    }

    [Fact]
    public async Task HasHistoryAsync_AfterAnEmptyOne_IsTrue()
    {
        Assert.False(await Store.HasHistoryAsync(Instants.Cpu));
        await Store.SaveHistoryAsync(Instants.Cpu, new DemandHistory());
        Assert.True(await Store.HasHistoryAsync(Instants.Cpu));
    }

    private static DateTimeOffset Midnight => new(Day, TimeOnly.MinValue, TimeSpan.Zero);

    private static DateOnly Day => new(2026, 11, 2);

    private static TimelineEntry Entry(DateTimeOffset at, double? demand) => new()
    {
        CycleId = CycleId.At(at),
        ResourceType = Instants.Cpu,
        At = at,
        Status = CycleStatus.Completed,
        Demand = demand,
        Reserved = 7.5m,
        Prices = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["1"] = 0.2m },
    };
}
