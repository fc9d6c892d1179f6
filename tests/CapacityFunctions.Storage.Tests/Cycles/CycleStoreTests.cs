using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Cycles;

public sealed class CycleStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private CycleStore Cycles => _host.Get<CycleStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task TryStartAsync_Free_StartsAndHoldsTheLock()
    {
        Cycle cycle = Running(0);

        Assert.IsType<CycleStart.Started>(await Cycles.TryStartAsync(cycle));

        Assert.Equal(cycle, await Cycles.GetAsync(cycle.Id));
        Assert.Equal(cycle, await Cycles.RunningAsync());
        Assert.Equal(cycle, await Cycles.LatestAsync());
    }

    [Fact]
    public async Task TryStartAsync_WhileAnotherRuns_IsBusyUntilItEnds()
    {
        Cycle first = Running(0);
        Cycle second = Running(5);
        await Cycles.TryStartAsync(first);

        Assert.Equal(new CycleStart.Busy(first), await Cycles.TryStartAsync(second));
        Assert.Null(await Cycles.GetAsync(second.Id));

        Cycle ended = first with { Status = CycleStatus.Completed, EndedAt = Instants.Noon.AddMinutes(1), Summary = new CycleSummary { Accounts = 3 } };
        Assert.Equal(ended, await Cycles.EndAsync(ended));
        Assert.Null(await Cycles.RunningAsync());
        Assert.IsType<CycleStart.Started>(await Cycles.TryStartAsync(second));
    }

    [Fact]
    public async Task LatestCompletedAsync_NewerOnesFailedOrWereSkipped_LooksPastThem()
    {
        Assert.Null(await Cycles.LatestCompletedAsync());
        await Cycles.TryStartAsync(Running(0));
        Cycle completed = Running(0) with { Status = CycleStatus.Completed, EndedAt = Instants.Noon.AddMinutes(1) };
        await Cycles.EndAsync(completed);

        // More than are fetched at once.
        for (int minute = 1; minute <= 25; minute++)
        {
            await Cycles.RecordSkippedAsync(Running(minute) with { Status = CycleStatus.Skipped, EndedAt = Instants.Noon });
        }

        Assert.Equal(completed, await Cycles.LatestCompletedAsync());
    }

    [Fact]
    public async Task TryStartAsync_SameCycleAgain_SaysThatItExists()
    {
        Cycle cycle = Running(0);
        await Cycles.TryStartAsync(cycle);

        Assert.Equal(new CycleStart.AlreadyExists(cycle), await Cycles.TryStartAsync(cycle with { StartedBy = "somebody" }));
    }

    [Fact]
    public async Task TryStartAsync_ManyAtOnce_ExactlyOneStarts()
    {
        CycleStart[] starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(minute => Cycles.TryStartAsync(Running(minute))));

        Assert.Single(starts.OfType<CycleStart.Started>());
        Assert.Equal(7, starts.OfType<CycleStart.Busy>().Count());
    }

    [Fact]
    public async Task TryStartAsync_NotRunning_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Cycles.TryStartAsync(Running(0) with { Status = CycleStatus.Skipped }));

    [Fact]
    public async Task MarkAbandonedAsync_RunningCycle_FreesTheLockAndStays()
    {
        Cycle dead = Running(0);
        await Cycles.TryStartAsync(dead);

        Cycle? abandoned = await Cycles.MarkAbandonedAsync(dead.Id, "its runtime died", Instants.Noon.AddMinutes(9));

        Assert.Equal(dead with { Status = CycleStatus.Abandoned, Reason = "its runtime died", EndedAt = Instants.Noon.AddMinutes(9) }, abandoned);
        Assert.IsType<CycleStart.Started>(await Cycles.TryStartAsync(Running(5)));
        Assert.Equal(abandoned, await Cycles.EndAsync(dead with { Status = CycleStatus.Completed }));
        Assert.Equal(Running(5), await Cycles.RunningAsync());
        Assert.Null(await Cycles.MarkAbandonedAsync(CycleId.At(Instants.Noon.AddDays(1)), "never there", Instants.Noon));
    }

    [Fact]
    public async Task EndAsync_NeverStarted_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Cycles.EndAsync(Running(0) with { Status = CycleStatus.Completed }));

    [Fact]
    public async Task RecordSkippedAsync_WhileAnotherRuns_IsListedAndHoldsNoLock()
    {
        await Cycles.TryStartAsync(Running(0));
        Cycle skipped = Running(5) with { Status = CycleStatus.Skipped, Reason = "cycle 0 still ran" };

        await Cycles.RecordSkippedAsync(skipped);
        await Cycles.RecordSkippedAsync(skipped with { Reason = "again" });

        Assert.Equal(skipped, await Cycles.LatestAsync());
        Assert.Equal(Running(0), await Cycles.RunningAsync());
    }

    [Fact]
    public async Task ListAsync_Pages_NewestFirstWithinBounds()
    {
        for (int minute = 0; minute < 25; minute += 5)
        {
            await Cycles.RecordSkippedAsync(Running(minute) with { Status = CycleStatus.Skipped });
        }

        Page<Cycle> first = await Cycles.ListAsync(Instants.Noon.AddMinutes(5), Instants.Noon.AddMinutes(20), pageSize: 2);
        Page<Cycle> second = await Cycles.ListAsync(
            Instants.Noon.AddMinutes(5), Instants.Noon.AddMinutes(20), pageSize: 2, first.ContinuationToken);

        Assert.Equal([Running(15).Id, Running(10).Id], first.Items.Select(cycle => cycle.Id));
        Assert.Equal([Running(5).Id], second.Items.Select(cycle => cycle.Id));
        Assert.Null(second.ContinuationToken);
    }

    [Fact]
    public async Task ListAsync_InvalidTokenOrSize_Throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Cycles.ListAsync(Instants.Noon, Instants.Noon, continuationToken: "***"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Cycles.ListAsync(Instants.Noon, Instants.Noon, pageSize: 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Cycles.ListAsync(Instants.Noon, Instants.Noon, pageSize: 1001));
    }

    private static Cycle Running(int minute) => new()
    {
        Id = CycleId.At(Instants.Noon.AddMinutes(minute)),
        Status = CycleStatus.Running,
        StartedBy = "timer",
        StartedAt = Instants.Noon.AddMinutes(minute),
    };
}
