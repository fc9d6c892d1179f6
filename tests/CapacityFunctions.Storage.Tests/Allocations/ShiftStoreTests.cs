using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Allocations;

public sealed class ShiftStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private ShiftStore Shifts => _host.Get<ShiftStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task FindAsync_NothingAsked_IsNull()
    {
        Assert.Null(await Shifts.FindAsync(At(0), Instants.Cpu));
        Assert.Null(await Shifts.NewestAsync(Instants.Cpu));
        Assert.Empty(await Shifts.ListNewestAsync());
    }

    [Fact]
    public async Task SaveAsync_IntentThenAnswer_TheAnswerCounts()
    {
        LimitChange intent = Change("a", 0);
        LimitChange refused = intent with
        {
            Outcome = RequestOutcome.Refused,
            Failure = new ProviderFailure(FailureClass.Quota, "QuotaExceeded", "no more") { RetryAfter = TimeSpan.FromSeconds(3) },
            Cut = "4 of 8 for now",
        };
        await Shifts.SaveAsync(Record(0, intent));
        await Shifts.SaveAsync(Record(0, refused) with { HasReceivers = true, Shifts = [new Shift(Instants.Alpha, Instants.Beta, 1.5m)] });

        ShiftRecord read = (await Shifts.FindAsync(At(0), Instants.Cpu))!;

        Assert.Equal(refused, Assert.Single(read.Changes));
        Assert.Equal([new Shift(Instants.Alpha, Instants.Beta, 1.5m)], read.Shifts);
        Assert.True(read.HasReceivers);
    }

    [Fact]
    public async Task ListNewestAsync_SeveralTypesAndCycles_IsTheLastOfEach()
    {
        await Shifts.SaveAsync(Record(0, Change("a", 0)));
        await Shifts.SaveAsync(Record(5, Change("a", 5)));
        await Shifts.SaveAsync(Record(0, Change("b", 0)) with { ResourceType = new ResourceType("gpu") });

        Assert.Equal(
            [(Instants.Cpu.Value, At(5)), ("gpu", At(0))],
            (await Shifts.ListNewestAsync()).Select(record => (record.ResourceType.Value, record.CycleId)));
    }

    [Fact]
    public async Task HistoryAsync_Pages_NewestFirst()
    {
        for (int cycle = 0; cycle < 5; cycle++)
        {
            await Shifts.SaveAsync(Record(5 * cycle, Change("a", 5 * cycle)));
        }

        Page<ShiftRecord> first = await Shifts.HistoryAsync(Instants.Cpu, Instants.Noon, Instants.Noon.AddMinutes(20), pageSize: 3);
        Page<ShiftRecord> second = await Shifts.HistoryAsync(
            Instants.Cpu, Instants.Noon, Instants.Noon.AddMinutes(20), pageSize: 3, first.ContinuationToken);

        Assert.Equal([At(15), At(10), At(5), At(0)], first.Items.Concat(second.Items).Select(record => record.CycleId));
        Assert.Null(second.ContinuationToken);
    }

    private static CycleId At(int minute) => CycleId.At(Instants.Noon.AddMinutes(minute));

    private static ShiftRecord Record(int minute, params LimitChange[] changes) => new(At(minute), Instants.Cpu, changes, []);

    private static LimitChange Change(string account, int minute) => new()
    {
        Id = $"{At(minute)}|{account}",
        CycleId = At(minute),
        AccountId = new AccountId(account),
        Before = 4,
        Target = 8.5m,
    };
}
