using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Ledger;
using CapacityFunctions.Testing;
using CapacityFunctions.Testing.Providers;

namespace CapacityFunctions.Storage.Tests.Ledger;

/// <summary>The laws of limits, held by the ledger; and what it promises beyond them.</summary>
public sealed class LedgerAllocationProviderTests : AllocationProviderConformance, IAsyncDisposable
{
    private readonly AzuriteFixture _azurite;
    private readonly StorageHost _host;
    private readonly StorageHost _another;

    public LedgerAllocationProviderTests(AzuriteFixture azurite)
    {
        _azurite = azurite;
        _host = new StorageHost(azurite);
        _another = _host.Another();
    }

    protected override IAllocationProvider Provider => _host.Get<IAllocationProvider>();

    protected override IAllocationProvider AnotherProvider => _another.Get<IAllocationProvider>();

    private LedgerAllocationProvider Ledger => _host.Get<LedgerAllocationProvider>();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _another.DisposeAsync();
    }

    [Fact]
    public async Task SetLimitsAsync_PartialByScript_GrantsHalfOfTheRaise()
    {
        await Ledger.PutLimitFaultsAsync(Resource, [new LedgerFault(LedgerFaultKind.Partial)]);

        ProviderOutcome.Reduced reduced = Assert.IsType<ProviderOutcome.Reduced>(
            Assert.Single(await Ledger.SetLimitsAsync(Resource, [new LimitRequest(Accounts.First, 9)])));

        Assert.Equal(4, reduced.Quantity);
        Assert.Equal([new ProviderOutcome.Applied(9)], await Ledger.SetLimitsAsync(Resource, [new LimitRequest(Accounts.First, 9)]));
    }

    [Fact]
    public async Task SetLimitsAsync_FaultsInConfiguration_HitInOrderAndSurviveARestart()
    {
        KeyValuePair<string, string?>[] settings =
        [
            new("Capacity:Ledger:LimitFaults:0:Kind", "Throttled"), new("Capacity:Ledger:LimitFaults:0:After", "1"), new("Capacity:Ledger:LimitFaults:0:RetryAfter", "00:00:20"),
        ];
        await using StorageHost host = new(_azurite, settings);
        await using StorageHost restarted = host.Another(settings);

        IReadOnlyList<ProviderOutcome?> outcomes = await host.Get<IAllocationProvider>()
            .SetLimitsAsync(Resource, [new LimitRequest(Accounts.First, 9), new LimitRequest(Accounts.Second, 4)]);

        Assert.Equal(new ProviderOutcome.Applied(9), outcomes[0]);
        Assert.Equal(TimeSpan.FromSeconds(20), Assert.IsType<ProviderOutcome.Refused>(outcomes[1]).Failure.RetryAfter);
        Assert.Equal(
            [new ProviderOutcome.Applied(4)],
            await restarted.Get<IAllocationProvider>().SetLimitsAsync(Resource, [new LimitRequest(Accounts.Second, 4)]));
    }

    /// <summary>More than one transaction holds.</summary>
    [Fact]
    public async Task SetLimitsAsync_TenThousandAccounts_AreAllSet()
    {
        AccountId[] accounts = [.. Enumerable.Range(0, 10_000).Select(index => new AccountId($"account-{index:D5}"))];

        IReadOnlyList<ProviderOutcome?> outcomes = await Ledger.SetLimitsAsync(
            Resource, [.. accounts.Select((account, index) => new LimitRequest(account, 1 + (index % 7)))]);

        Assert.All(outcomes, outcome => Assert.IsType<ProviderOutcome.Applied>(outcome));
        IReadOnlyDictionary<AccountId, decimal> limits = await AnotherProvider.ReadLimitsAsync(Resource, accounts);
        Assert.Equal(accounts.Select((_, index) => 1m + (index % 7)), accounts.Select(account => limits[account]));
    }

    protected override Task UseAsync(AccountId account, decimal units) =>
        _host.Get<LedgerCapacityProvider>().PutAllocatedAsync(account, Resource, "1", units);

    protected override Task ExhaustAsync() => Ledger.PutLimitFaultsAsync(Resource, [new LedgerFault(LedgerFaultKind.Quota, 1000)]);

    protected override Task LoseNextAnswerAsync() => Ledger.PutLimitFaultsAsync(Resource, [new LedgerFault(LedgerFaultKind.TimeOut)]);

    protected override Task CalmAsync() => Ledger.PutLimitFaultsAsync(Resource, []);

    protected override Task DelayAsync(TimeSpan delay) =>
        _host.Get<LedgerCapacityProvider>().PutTermsAsync(Resource, new LedgerTerms { LimitDelay = delay });

    protected override Task PassAsync(TimeSpan time)
    {
        _host.Time.Advance(time);
        return Task.CompletedTask;
    }
}
