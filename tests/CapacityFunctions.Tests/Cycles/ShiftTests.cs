using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Transfers;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Ledger;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static CapacityFunctions.Tests.Cycles.OpenRequestCases;

namespace CapacityFunctions.Tests.Cycles;

/// <summary>Two accounts share 15 units that are held: a has 10 and b has 5, and the next cycle gives 4 of a's to b.</summary>
public sealed class ShiftTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly AccountId A = new("a");
    private static readonly AccountId B = new("b");
    private readonly FakeTimeProvider _time = new(Noon);
    private ServiceProvider? _app;

    private ServiceProvider App => _app!;

    private LedgerAllocationProvider Ledger => App.GetRequiredService<LedgerAllocationProvider>();

    private CycleRequest Cycle => new(CycleId.At(_time.GetUtcNow()));

    public async ValueTask InitializeAsync()
    {
        _app = AppServices.Create(azurite.ConnectionString, _time, []);
        await App.GetRequiredService<ICapacityProvider>().SetReservationAsync("r1", A, Cores, "1", 15);
        await DivideAsync(10, 5);
        await RunAsync<LowerLimits>();
        await RunAsync<ApplyShifts>();
        await AssertBooksAsync(10, 5, pool: 0);
        _time.Advance(TimeSpan.FromMinutes(5));
        await DivideAsync(6, 9);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    [Fact]
    public async Task Shift_BothHalvesAnswer_MovesOnceHoweverOftenItRuns()
    {
        for (int run = 0; run < 2; run++)
        {
            await RunAsync<LowerLimits>();
            await RunAsync<ApplyShifts>();
            await AssertBooksAsync(6, 9, pool: 0);
        }

        ShiftRecord record = (await App.GetRequiredService<ShiftStore>().FindAsync(Cycle.CycleId, Cores))!;
        Assert.Equal([new Shift(A, B, 4)], record.Shifts);
        Assert.Equal(
            [("a", 10m, 6m, RequestOutcome.Applied), ("b", 5m, 9m, RequestOutcome.Applied)],
            record.Changes.Select(change => (change.AccountId.Value, change.Before, change.Target, change.Outcome)));
    }

    [Fact]
    public async Task Shift_ReceiverIsRefused_UnitsGoToThePoolAndTheNextCycleDividesThem()
    {
        await RunAsync<LowerLimits>();
        await Ledger.PutLimitFaultsAsync(Cores, [new LedgerFault(LedgerFaultKind.Quota)]);
        await RunAsync<ApplyShifts>();

        await AssertBooksAsync(6, 5, pool: 4);
        AccountDecision decision = (await App.GetRequiredService<DecisionStore>().ListAsync(Cycle.CycleId)).Single(entry => entry.AccountId == B);
        Assert.Equal((5m, 4m), (decision.AllocatedAfter, decision.Unmet));
        Assert.StartsWith("5 instead of 9: ", decision.Reasons[^1], StringComparison.Ordinal);

        await NextAsync(6, 9);
        await RunAsync<LowerLimits>();
        await RunAsync<ApplyShifts>();
        await AssertBooksAsync(6, 9, pool: 0);
    }

    [Fact]
    public async Task Shift_GiverIsRefused_ReceiverGetsNothingThatIsNotThere()
    {
        await Ledger.PutLimitFaultsAsync(Cores, [new LedgerFault(LedgerFaultKind.Throttled)]);

        await RunAsync<LowerLimits>();
        await RunAsync<ApplyShifts>();

        await AssertBooksAsync(10, 5, pool: 0);
    }

    [Fact]
    public async Task Shift_AnswersAreLost_AreAskedForAgain()
    {
        await Ledger.PutLimitFaultsAsync(Cores, [new LedgerFault(LedgerFaultKind.TimeOut, 2)]);

        await RunAsync<LowerLimits>();
        await RunAsync<ApplyShifts>();

        await AssertBooksAsync(6, 9, pool: 0);
    }

    [Fact]
    public async Task Shift_ReceiverTakesTime_IsPutIntoTheBooksOnceItHasEnded()
    {
        await App.GetRequiredService<LedgerCapacityProvider>().PutTermsAsync(Cores, new LedgerTerms { LimitDelay = TimeSpan.FromMinutes(4) });
        await RunAsync<LowerLimits>();
        await RunAsync<ApplyShifts>();
        await AssertBooksAsync(6, 5, pool: 4);

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await RunAsync<SettleShifts, int>());

        await AssertBooksAsync(6, 9, pool: 0);
    }

    /// <summary>The process died when the giver had given; the next cycle finds its units in the pool, and the books say so.</summary>
    [Fact]
    public async Task Settle_CycleWasLostBetweenTheHalves_BooksSayWhatIsInForce()
    {
        await RunAsync<LowerLimits>();
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(0, await RunAsync<SettleShifts, int>());

        await AssertBooksAsync(6, 5, pool: 4);
    }

    /// <summary>The receiver's intent was written, and nobody knows whether it was carried out: the next cycle does so.</summary>
    [Fact]
    public async Task Settle_ReceiverWasIntended_IsFinished()
    {
        await RunAsync<LowerLimits>();
        ShiftStore shifts = App.GetRequiredService<ShiftStore>();
        ShiftRecord record = (await shifts.FindAsync(Cycle.CycleId, Cores))!;
        LimitChange intent = new() { Id = "b", CycleId = Cycle.CycleId, AccountId = B, Before = 5, Target = 9 };
        await shifts.SaveAsync(record with { Changes = [.. record.Changes, intent], HasReceivers = true });
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(0, await RunAsync<SettleShifts, int>());

        await AssertBooksAsync(6, 9, pool: 0);
    }

    /// <summary>15 are held and limits of 15 are in force: nothing of it can go before a giver has given.</summary>
    [Fact]
    public async Task Release_OfWhatLimitsNeed_Waits()
    {
        RequestStore requests = App.GetRequiredService<RequestStore>();
        ReservationRequest small = Release("1", before: 15, target: 13);
        ReservationRequest large = Release("2", before: 15, target: 5);
        await requests.WriteIntentsAsync([small, large]);
        await DivideAsync(8, 5);

        Assert.Equal([small.Id], await RunAsync<LowerLimits, List<string>>());

        Assert.Equal(RequestOutcome.Withdrawn, (await requests.GetAsync(large.CycleId, large.Id))!.Outcome);
    }

    private async Task NextAsync(decimal a, decimal b)
    {
        _time.Advance(TimeSpan.FromMinutes(5));
        await RunAsync<SettleShifts, int>();
        await DivideAsync(a, b);
    }

    private async Task DivideAsync(decimal a, decimal b)
    {
        AllocationResult division = new(
            [new AccountAllocation(A, a, 1, []) { Need = a }, new AccountAllocation(B, b, 1, []) { Need = b }], [], [], Pool: 15 - a - b, GuaranteesFeasible: true);
        await App.GetRequiredService<DivisionStore>().SaveAsync(Cycle.CycleId, Cores, division);
        await App.GetRequiredService<DecisionStore>().SaveAsync([Decision(A, a), Decision(B, b)]);
    }

    private AccountDecision Decision(AccountId account, decimal amount) => new()
    {
        CycleId = Cycle.CycleId,
        AccountId = account,
        ResourceType = Cores,
        Mode = OperatingMode.Enforce,
        ReservedBefore = new Dictionary<string, decimal>(StringComparer.Ordinal),
        ReservedAfter = new Dictionary<string, decimal>(StringComparer.Ordinal),
        AllocatedAfter = amount,
    };

    private ReservationRequest Release(string name, decimal before, decimal target) => new()
    {
        Id = $"{Cycle.CycleId}|{name}",
        CycleId = Cycle.CycleId,
        AccountId = A,
        ResourceType = Cores,
        Zone = "1",
        Timestamp = _time.GetUtcNow(),
        RequestType = RequestType.Decrease,
        Amount = before - target,
        Before = before,
        Target = target,
        Reason = "less demand",
    };

    private async Task AssertBooksAsync(decimal a, decimal b, decimal pool)
    {
        AllocationResult books = (await App.GetRequiredService<AllocationStore>().CurrentAsync(Cores))!.Result;
        Assert.Equal([a, b], books.Allocations.Select(allocation => allocation.Amount));
        Assert.Equal(pool, books.Pool);
        IReadOnlyDictionary<AccountId, decimal> limits = await Ledger.ReadLimitsAsync(Cores, [A, B]);
        Assert.Equal((a, b), (limits[A], limits[B]));
    }

    private Task RunAsync<T>() => (Task)typeof(T).GetMethod("RunAsync")!.Invoke(
        ActivatorUtilities.CreateInstance<T>(App), [Cycle, CancellationToken.None])!;

    private async Task<TResult> RunAsync<T, TResult>() => await (Task<TResult>)RunAsync<T>();
}
