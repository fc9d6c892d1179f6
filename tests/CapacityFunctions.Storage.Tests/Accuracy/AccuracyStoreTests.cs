using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Accuracy;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Accuracy;

public sealed class AccuracyStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly DateTimeOffset Hour = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    private static readonly ResourceType Cores = new("cores");
    private readonly StorageHost _host = new(azurite);

    private AccuracyStore Store => _host.Get<AccuracyStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task FindAsync_WhatWasSaved_ComesBackExactly()
    {
        SeriesAccuracy record = Record(Instants.Alpha, Cores);
        Assert.True(await Store.TrySaveAsync(record, version: null));

        SeriesAccuracy found = (await Store.FindAsync(Instants.Alpha, Cores))!.Value;

        Assert.Equal(record.JudgedThrough, found.JudgedThrough);
        Assert.Equal(record.Records[0].Days, found.Records[0].Days);
        Assert.Equal("worse", found.Records[0].Drift);
        Assert.Null(await Store.FindAsync(account: null, Cores));
    }

    [Fact]
    public async Task TrySaveAsync_OverAnOlderVersion_ChangesNothing()
    {
        SeriesAccuracy first = Record(Instants.Alpha, Cores);
        await Store.TrySaveAsync(first, version: null);
        Versioned<SeriesAccuracy> read = (await Store.FindAsync(Instants.Alpha, Cores))!;
        SeriesAccuracy second = read.Value.Judged(Hour.AddHours(1), [], []);

        Assert.True(await Store.TrySaveAsync(second, read.ETag));
        Assert.False(await Store.TrySaveAsync(first, read.ETag));
        Assert.False(await Store.TrySaveAsync(first, version: null));
        Assert.Equal(Hour.AddHours(1), (await Store.FindAsync(Instants.Alpha, Cores))!.Value.JudgedThrough);
    }

    [Fact]
    public async Task ListAsync_Pages_HoldEverySeriesOnceAndTheGroupsToo()
    {
        AccountId odd = new("~a|b/c");
        foreach (AccountId? account in (AccountId?[])[Instants.Alpha, Instants.Beta, odd, null])
        {
            await Store.TrySaveAsync(Record(account, Cores), version: null);
        }

        List<AccountId?> seen = [];
        string? token = null;
        do
        {
            Page<SeriesAccuracy> page = await Store.ListAsync(account: null, pageSize: 1, token);
            seen.AddRange(page.Items.Select(item => item.AccountId));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal([null, Instants.Alpha, Instants.Beta, odd], seen.Order());
        Assert.Null(Assert.Single((await Store.ListGroupsAsync()).Items).AccountId);
        Assert.Equal(odd, Assert.Single((await Store.ListAsync(odd)).Items).AccountId);
    }

    private static SeriesAccuracy Record(AccountId? account, ResourceType resourceType) => new SeriesAccuracy { AccountId = account, ResourceType = resourceType }.Judged(
        Hour,
        [new JudgedPrediction(ForecastHorizon.Day, "ets", new OutcomeSums { Outcomes = 24, Covered = 20, AbsoluteError = 0.1 + 0.2, Usage = 1.0 / 3 })],
        [new ModelInUse(ForecastHorizon.Day, "ets", "worse")]);
}
