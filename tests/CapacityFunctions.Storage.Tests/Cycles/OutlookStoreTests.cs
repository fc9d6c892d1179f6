using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Cycles;

public sealed class OutlookStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly CycleId Cycle = CycleId.At(Instants.Noon);
    private readonly StorageHost _host = new(azurite);

    private OutlookStore Outlooks => _host.Get<OutlookStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task SaveAsync_MoreThanABatch_AreListedByAccountInTheirCycleAlone()
    {
        SeriesOutlook[] outlooks = [.. Enumerable.Range(0, 130).Select(index => Of(new AccountId($"account-{index:D3}")))];

        await Outlooks.SaveAsync(Cycle, [.. outlooks.Reverse()]);

        Assert.Equal(outlooks.Select(outlook => outlook.AccountId), (await Outlooks.ListAsync(Cycle)).Select(outlook => outlook.AccountId));
        Assert.Empty(await Outlooks.ListAsync(CycleId.At(Instants.Noon.AddMinutes(5))));
    }

    [Fact]
    public async Task SaveAsync_ASecondTime_ReplacesTheFirstWithEveryField()
    {
        SeriesOutlook first = Of(Instants.Alpha);
        await Outlooks.SaveAsync(Cycle, [first]);
        SeriesOutlook second = first with { UsageNow = 9, HoldReason = "stale", FallbackReason = "broken", Peaks = [new(ForecastHorizon.Day, 1, 0.9, 0.5, 2, "ets", "High")] };

        await Outlooks.SaveAsync(Cycle, [second]);

        SeriesOutlook stored = Assert.Single(await Outlooks.ListAsync(Cycle));
        Assert.Equivalent(second, stored, strict: true);
    }

    private static SeriesOutlook Of(AccountId account) => new()
    {
        AccountId = account,
        ResourceType = Instants.Cpu,
        UsageNow = 3.5,
        UsageAt = Instants.Noon,
        Demand = new PredictedDemand
        {
            Mean = 4,
            Intervals = [new DemandInterval(0.9, 2, 7)],
            ByZone = new Dictionary<string, double>(StringComparer.Ordinal) { ["1"] = 0.25, ["2"] = 0.75 },
        },
    };
}
