using System.Diagnostics;
using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations.Trails;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Reservations;

public sealed class TrailStoreTests(AzuriteFixture azurite, ITestOutputHelper output) : IAsyncDisposable
{
    private readonly AzuriteFixture _azurite = azurite;
    private readonly StorageHost _host = new(azurite);

    private TrailStore Trails => _host.Get<TrailStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ReadAsync_BeforeAnyCycle_IsEmpty() => Assert.Empty(await Trails.ReadAsync(Cycle(0), Instants.Cpu));

    [Fact]
    public async Task SaveAsync_OneCycleAfterTheOther_EachReadsWhatTheOneBeforeItLeft()
    {
        await Trails.SaveAsync(Cycle(0), Instants.Cpu, [Trail(Instants.Alpha, 1)]);
        await Trails.SaveAsync(Cycle(1), Instants.Cpu, [Trail(Instants.Alpha, 2), Trail(Instants.Beta, 3)]);

        Assert.Equal(2, (await Trails.ReadAsync(Cycle(2), Instants.Cpu)).Count);
        Assert.Equal(3m, Assert.Single((await Trails.ReadAsync(Cycle(2), Instants.Cpu))[Instants.Beta].Wishes).Units);
        Assert.Empty(await Trails.ReadAsync(Cycle(2), new ResourceType("other")));
    }

    /// <summary>A plan whose process died is made once more: it has to begin where the first one did, or its own wish would count twice.</summary>
    [Fact]
    public async Task ReadAsync_InTheCycleThatHasSavedAlready_ReadsWhatTheOneBeforeLeft()
    {
        await Trails.SaveAsync(Cycle(0), Instants.Cpu, [Trail(Instants.Alpha, 1)]);
        await Trails.SaveAsync(Cycle(1), Instants.Cpu, [Trail(Instants.Alpha, 2)]);

        ReservationTrail trail = Assert.Single(await Trails.ReadAsync(Cycle(1), Instants.Cpu)).Value;

        Assert.Equal(1m, Assert.Single(trail.Wishes).Units);
    }

    [Fact]
    public async Task SaveAsync_ManyCycles_KeepsTwo()
    {
        for (int cycle = 0; cycle < 5; cycle++)
        {
            await Trails.SaveAsync(Cycle(cycle), Instants.Cpu, [Trail(Instants.Alpha, cycle)]);
        }

        TableClient table = new(_azurite.ConnectionString, $"{_host.Prefix}Trails");
        Assert.Equal(2, (await table.QueryAsync<TableEntity>().ToListAsync()).Count);
    }

    [Fact]
    public async Task SaveAsync_TenThousandAccounts_ComeBackAsTheyWere()
    {
        AccountTrail[] trails = [.. Enumerable.Range(0, 10_000).Select(index => Trail(new AccountId($"account-{index:D5}"), index, wishes: 6))];
        await Trails.SaveAsync(Cycle(0), Instants.Cpu, trails);

        long started = Stopwatch.GetTimestamp();
        await Trails.SaveAsync(Cycle(1), Instants.Cpu, trails);
        TimeSpan writing = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        IReadOnlyDictionary<AccountId, ReservationTrail> read = await Trails.ReadAsync(Cycle(2), Instants.Cpu);
        output.WriteLine($"10,000 trails of 6 wishes: written in {writing.TotalMilliseconds:0} ms, read in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");

        Assert.Equal(10_000, read.Count);
        Assert.All(trails, trail => Assert.Equal(trail.Trail.Wishes, read[trail.AccountId].Wishes));
        Assert.Equal(trails[77].Trail.IncreasedAt, read[trails[77].AccountId].IncreasedAt);
    }

    private static CycleId Cycle(int number) => CycleId.At(Instants.Noon.AddMinutes(5 * number));

    private static AccountTrail Trail(AccountId account, decimal units, int wishes = 1) => new(account, new ReservationTrail
    {
        IncreasedAt = Instants.Noon.AddMinutes(-7),
        Wishes = [.. Enumerable.Range(0, wishes).Select(wish => new PastWish(Instants.Noon.AddMinutes(5 * wish), units + wish))],
    });
}
