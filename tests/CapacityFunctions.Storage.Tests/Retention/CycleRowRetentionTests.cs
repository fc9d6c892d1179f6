using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Tests.Allocations;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Retention;

/// <summary>What each cycle leaves goes by the minute of the cycle: the one at the instant stays.</summary>
public sealed class CycleRowRetentionTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private const int Plenty = 1000;
    private readonly AzuriteFixture _azurite = azurite;
    private readonly StorageHost _host = new(azurite);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Decisions_BeforeAnInstant_GoAndThoseAtItStay()
    {
        DecisionStore store = _host.Get<DecisionStore>();
        await store.SaveAsync([.. new[] { -10, -5, 0, 5 }.SelectMany(minute => new[] { Decision(minute, Instants.Alpha), Decision(minute, Instants.Beta) })]);

        Assert.Equal(4, await store.DeleteBeforeAsync(Instants.Noon, Plenty));
        Assert.Equal(0, await store.DeleteBeforeAsync(Instants.Noon, Plenty));

        Assert.Empty(await store.ListAsync(At(-5)));
        Assert.Equal(2, (await store.ListAsync(At(0))).Count);
        Assert.Equal(2, (await store.ListAsync(At(5))).Count);
    }

    /// <summary>What is deleted in parts goes oldest first, so that a run goes on where the one before it stopped.</summary>
    [Fact]
    public async Task Decisions_MoreThanTheLimit_GoOldestFirst()
    {
        DecisionStore store = _host.Get<DecisionStore>();
        AccountDecision[] decisions = [.. Enumerable.Range(0, 130).Select(index => Decision(-5, new AccountId($"account-{index:D3}")))];
        await store.SaveAsync([.. decisions, Decision(-10, Instants.Alpha)]);

        Assert.Equal(121, await store.DeleteBeforeAsync(Instants.Noon, 121));
        Assert.Empty(await store.ListAsync(At(-10)));
        Assert.Equal(10, (await store.ListAsync(At(-5))).Count);
        Assert.Equal(10, await store.DeleteBeforeAsync(Instants.Noon, 121));
    }

    [Fact]
    public async Task Decisions_TwoRunsAtOnce_LeaveWhatIsYoung()
    {
        DecisionStore store = _host.Get<DecisionStore>();
        await store.SaveAsync([.. Enumerable.Range(0, 230).Select(index => Decision(-5, new AccountId($"account-{index:D3}"))), Decision(0, Instants.Alpha)]);

        await Task.WhenAll(store.DeleteBeforeAsync(Instants.Noon, Plenty), store.DeleteBeforeAsync(Instants.Noon, Plenty));

        Assert.Empty(await store.ListAsync(At(-5)));
        Assert.Single(await store.ListAsync(At(0)));
    }

    [Fact]
    public async Task Outlooks_BeforeAnInstant_GoAndThoseAtItStay()
    {
        OutlookStore store = _host.Get<OutlookStore>();
        SeriesOutlook outlook = new() { AccountId = Instants.Alpha, ResourceType = Instants.Cpu };
        await store.SaveAsync(At(-5), [outlook]);
        await store.SaveAsync(At(0), [outlook]);

        Assert.Equal(1, await store.DeleteBeforeAsync(Instants.Noon, Plenty));

        Assert.Empty(await store.ListAsync(At(-5)));
        Assert.Single(await store.ListAsync(At(0)));
    }

    [Fact]
    public async Task Shards_BeforeAnInstant_GoAndThoseAtItStay()
    {
        ShardStore store = _host.Get<ShardStore>();
        foreach (int minute in new[] { -5, 0 })
        {
            await store.SaveAsync(At(minute), Instants.Cpu, ForecastHorizon.Week, 0, new byte[] { 1 });
            await store.SaveAsync(At(minute), Instants.Cpu, ForecastHorizon.Hour, 1, new byte[] { 1 });
        }

        Assert.Equal(2, await store.DeleteBeforeAsync(Instants.Noon, Plenty));

        Assert.Empty(await store.ReadAsync(At(-5), Instants.Cpu, ForecastHorizon.Week));
        Assert.Single(await store.ReadAsync(At(0), Instants.Cpu, ForecastHorizon.Week));
        Assert.Single(await store.ReadAsync(At(0), Instants.Cpu, ForecastHorizon.Hour));
    }

    [Fact]
    public async Task Divisions_BeforeAnInstant_GoWithTheirParts()
    {
        DivisionStore store = _host.Get<DivisionStore>();
        AllocationResult large = LargeDivision.Of(8_000);
        await store.SaveAsync(At(-5), Instants.Cpu, large with { Pool = 1 });
        await store.SaveAsync(At(-5), Instants.Cpu, large);
        await store.SaveAsync(At(0), Instants.Cpu, large);
        int rowsOfOne = (await RowsAsync("Divisions") - 2) / 3;
        Assert.True(rowsOfOne >= 2, "the division does not exceed a row");

        Assert.Equal(1 + (2 * rowsOfOne), await store.DeleteBeforeAsync(Instants.Noon, Plenty));

        Assert.Equal(1 + rowsOfOne, await RowsAsync("Divisions"));
        Assert.Equal(large.Allocations.Count, Assert.Single(await store.ListAsync(At(0))).Result.Allocations.Count);
    }

    [Fact]
    public async Task Allocations_BeforeAnInstant_GoWithPartsOfReplacedOnes()
    {
        AllocationStore store = _host.Get<AllocationStore>();
        ResourceType other = new("cpu2");
        AllocationResult large = LargeDivision.Of(8_000);
        await store.ApplyAsync(At(-10), Instants.Cpu, large);
        await store.CorrectAsync(new AllocationRecord(At(-10), Instants.Cpu, large with { Pool = 1 }));
        await store.ApplyAsync(At(0), Instants.Cpu, large);
        await store.ApplyAsync(At(5), Instants.Cpu, Small(3));
        await store.ApplyAsync(At(-10), other, Small(9));
        await store.ApplyAsync(At(5), other, Small(9));
        int rowsOfOne = (await RowsAsync("Allocations") - 5) / 3;

        Assert.Equal(1 + (2 * rowsOfOne), await store.DeleteBeforeAsync(Instants.Cpu, Instants.Noon, Plenty));

        Assert.Null(await store.FindAsync(At(-10), Instants.Cpu));
        Assert.Equal(large.Allocations.Count, (await store.FindAsync(At(0), Instants.Cpu))!.Result.Allocations.Count);
        Assert.Equal(3, (await store.CurrentAsync(Instants.Cpu))!.Result.Pool);
        Assert.NotNull(await store.FindAsync(At(-10), other));
    }

    /// <summary>A loop that stood still for longer than divisions are kept finds who may use what.</summary>
    [Fact]
    public async Task Allocations_TheOneInForce_StaysHoweverOld()
    {
        AllocationStore store = _host.Get<AllocationStore>();
        AllocationResult large = LargeDivision.Of(8_000);
        await store.ApplyAsync(At(-10), Instants.Cpu, Small(1));
        await store.ApplyAsync(At(-5), Instants.Cpu, large);

        Assert.Equal(1, await store.DeleteBeforeAsync(Instants.Cpu, Instants.Noon.AddDays(900), Plenty));
        Assert.Equal(0, await store.DeleteBeforeAsync(Instants.Cpu, Instants.Noon.AddDays(900), Plenty));

        AllocationRecord current = (await store.CurrentAsync(Instants.Cpu))!;
        Assert.Equal(At(-5), current.CycleId);
        Assert.Equal(large.Allocations.Count, current.Result.Allocations.Count);
    }

    [Fact]
    public async Task Shifts_BeforeAnInstant_GoButNeverTheNewest()
    {
        ShiftStore store = _host.Get<ShiftStore>();
        foreach (int minute in new[] { -10, -5, 0 })
        {
            await store.SaveAsync(new ShiftRecord(At(minute), Instants.Cpu, [], []));
        }

        Assert.Equal(2, await store.DeleteBeforeAsync(Instants.Cpu, Instants.Noon, Plenty));
        Assert.Equal(0, await store.DeleteBeforeAsync(Instants.Cpu, Instants.Noon.AddDays(900), Plenty));

        Assert.Equal(At(0), Assert.Single(await store.ListNewestAsync()).CycleId);
    }

    [Fact]
    public async Task Predictions_BeforeAnInstant_GoOfEveryHorizonOfTheSeriesAlone()
    {
        PredictionStore store = _host.Get<PredictionStore>();
        await store.SaveAsync(
        [
            .. ForecastHorizons.All.SelectMany(horizon => new[] { Prediction(Instants.Alpha, horizon, -5), Prediction(Instants.Alpha, horizon, 0) }),
            Prediction(account: null, ForecastHorizon.Day, -5),
        ]);

        Assert.Equal(1, await store.DeleteBeforeAsync(Instants.Alpha, Instants.Cpu, Instants.Noon, 1));
        Assert.Equal(2, await store.DeleteBeforeAsync(Instants.Alpha, Instants.Cpu, Instants.Noon, Plenty));

        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            Assert.Null(await store.GetAsync(Instants.Alpha, Instants.Cpu, horizon, At(-5)));
            Assert.NotNull(await store.GetAsync(Instants.Alpha, Instants.Cpu, horizon, At(0)));
        }

        Assert.NotNull(await store.LatestAsync(account: null, Instants.Cpu, ForecastHorizon.Day));
        Assert.Equal(1, await store.DeleteBeforeAsync(account: null, Instants.Cpu, Instants.Noon, Plenty));
    }

    [Fact]
    public async Task Cycles_BeforeAnInstant_GoButNeitherTheRunningNorTheNewest()
    {
        CycleStore store = _host.Get<CycleStore>();
        foreach (int minute in new[] { -20, -15, -10 })
        {
            await store.RecordSkippedAsync(Cycle(minute) with { Status = CycleStatus.Skipped });
        }

        await store.TryStartAsync(Cycle(-5));
        await store.RecordSkippedAsync(Cycle(0) with { Status = CycleStatus.Skipped });

        Assert.Equal(2, await store.DeleteBeforeAsync(Instants.Noon.AddMinutes(-10), Plenty));
        Assert.Equal(1, await store.DeleteBeforeAsync(Instants.Noon.AddDays(900), Plenty));

        Assert.Equal(At(-5), (await store.RunningAsync())!.Id);
        Assert.Equal(At(0), (await store.LatestAsync())!.Id);
        Assert.Null(await store.GetAsync(At(-10)));
    }

    private static CycleId At(int minute) => CycleId.At(Instants.Noon.AddMinutes(minute));

    private static Cycle Cycle(int minute) => new()
    {
        Id = At(minute),
        Status = CycleStatus.Running,
        StartedBy = "timer",
        StartedAt = Instants.Noon.AddMinutes(minute),
    };

    private static AllocationResult Small(decimal pool) => new([], [], [], pool, GuaranteesFeasible: true);

    private static AccountDecision Decision(int minute, AccountId account) => new()
    {
        CycleId = At(minute),
        AccountId = account,
        ResourceType = Instants.Cpu,
        Mode = OperatingMode.Enforce,
        ReservedBefore = new Dictionary<string, decimal>(StringComparer.Ordinal),
        ReservedAfter = new Dictionary<string, decimal>(StringComparer.Ordinal),
        Reasons = ["r"],
    };

    private static StoredPrediction Prediction(AccountId? account, ForecastHorizon horizon, int minute) => new(
        new WorkloadPrediction
        {
            AccountId = account,
            ResourceType = Instants.Cpu,
            CycleId = At(minute),
            Horizon = horizon,
            FirstTimestamp = Instants.Noon,
            Mean = [1],
            Intervals = [],
            Model = "ets",
            Confidence = "High",
        },
        default);

    private async Task<int> RowsAsync(string table)
    {
        TableClient client = new(_azurite.ConnectionString, $"{_host.Prefix}{table}");
        return await client.QueryAsync<TableEntity>(select: ["RowKey"]).CountAsync();
    }
}
