using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Ledger;
using CapacityFunctions.Testing;
using CapacityFunctions.Testing.Providers;

namespace CapacityFunctions.Storage.Tests.Ledger;

/// <summary>The laws of providers, held by the ledger; and what it promises beyond them.</summary>
public sealed class LedgerCapacityProviderTests : CapacityProviderConformance, IAsyncDisposable
{
    private readonly AzuriteFixture _azurite;
    private readonly StorageHost _host;
    private readonly StorageHost _another;
    private LedgerTerms _terms = new();

    public LedgerCapacityProviderTests(AzuriteFixture azurite)
    {
        _azurite = azurite;
        _host = new StorageHost(azurite);
        _another = _host.Another();
    }

    protected override ICapacityProvider Provider => Ledger;

    protected override ICapacityProvider AnotherProvider => _another.Get<ICapacityProvider>();

    private LedgerCapacityProvider Ledger => _host.Get<LedgerCapacityProvider>();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _another.DisposeAsync();
    }

    [Fact]
    public async Task ListZonesAsync_NothingSet_OffersThreeDefaultZones() => Assert.Equal(
        [new ZoneOffer("1", 0.21m, 100_000m), new ZoneOffer("2", 0.19m, 100_000m), new ZoneOffer("3", 0.20m, 100_000m)],
        await Ledger.ListZonesAsync(Instants.Cpu));

    [Fact]
    public async Task ListZonesAsync_ZonesInConfiguration_OffersThose()
    {
        await using StorageHost host = new(
            _azurite,
            new("Capacity:Zones:0:Zone", "north"),
            new("Capacity:Zones:0:PricePerUnitHour", "0.5"),
            new("Capacity:Zones:0:Capacity", "7"));

        Assert.Equal([new ZoneOffer("north", 0.5m, 7m)], await host.Get<ICapacityProvider>().ListZonesAsync(Instants.Cpu));
    }

    [Fact]
    public async Task SetReservationAsync_RaiseThenLowerToNothing_ZoneAndReservationAgree()
    {
        Assert.Equal(new ProviderOutcome.Applied(10.5m), await SetAsync("r1", "1", 10.5m));
        Assert.Equal([new Reservation(Instants.Alpha, Instants.Cpu, "1", 10.5m)], await Ledger.ListReservationsAsync(Instants.Cpu));
        Assert.Equal(99_989.5m, (await Ledger.ListZonesAsync(Instants.Cpu))[0].Available);

        Assert.Equal(new ProviderOutcome.Applied(4m), await SetAsync("r2", "1", 4m));
        Assert.Equal(99_996m, (await Ledger.ListZonesAsync(Instants.Cpu))[0].Available);

        Assert.Equal(new ProviderOutcome.Applied(0m), await SetAsync("r3", "1", 0m));
        Assert.Empty(await Ledger.ListReservationsAsync(Instants.Cpu));
        Assert.Equal(100_000m, (await Ledger.ListZonesAsync(Instants.Cpu))[0].Available);
        Assert.Equal(new ProviderOutcome.Applied(0m), await SetAsync("r4", "1", 0m));
    }

    [Fact]
    public async Task SetReservationAsync_SameRequestAgain_SameOutcomeAppliedOnce()
    {
        await Ledger.PutZonesAsync(Instants.Cpu, [new LedgerZone("1", 1m, 10m)]);
        ProviderOutcome first = await SetAsync("r1", "1", 8m);
        ProviderOutcome reduced = await SetAsync("r2", "1", 11m, Instants.Beta);
        await SetAsync("r3", "1", 2m);
        await SetAsync("r4", "1", 0m, Instants.Beta);

        // Long after, when other requests have moved both: the answer is remembered, and nothing moves back.
        Assert.Equal(first, await SetAsync("r1", "1", 8m));
        Assert.Equal(reduced, await SetAsync("r2", "1", 11m, Instants.Beta));
        Assert.Equal(2m, Assert.Single(await Ledger.ListReservationsAsync(Instants.Cpu)).Quantity);
    }

    [Fact]
    public async Task SetReservationAsync_MoreThanAvailable_GrantsWholeUnitsAndNamesTheNumbers()
    {
        await Ledger.PutZonesAsync(Instants.Cpu, [new LedgerZone("1", 1m, 10.5m)]);
        await SetAsync("r1", "1", 4m);

        ProviderOutcome outcome = await SetAsync("r2", "1", 11m);

        // 6.5 are left: 6 are granted, so that what is held stays whole.
        ProviderOutcome.Reduced reduced = Assert.IsType<ProviderOutcome.Reduced>(outcome);
        Assert.Equal("7 more units were asked for in zone 1, 6.5 are available.", reduced.Failure.Message);
        Assert.Equal(10m, reduced.Quantity);
        Assert.Equal(10m, Assert.Single(await Ledger.ListReservationsAsync(Instants.Cpu)).Quantity);
        Assert.Equal(0.5m, Assert.Single(await Ledger.ListZonesAsync(Instants.Cpu)).Available);
    }

    [Fact]
    public async Task SetReservationAsync_UnknownZone_IsRefused() =>
        Assert.Equal(
            new ProviderOutcome.Refused(new ProviderFailure(FailureClass.NotOffered, "SkuNotAvailable", "There is no zone '9' for cpu.")),
            await SetAsync("r1", "9", 1m));

    [Fact]
    public async Task SetReservationAsync_ManyProcessesAtOnce_NeverExceedTheZone()
    {
        // 12 requests of 2 units on 15 units: 7 fit (14), whichever they are; the eighth gets the last one.
        await Ledger.PutZonesAsync(Instants.Cpu, [new LedgerZone("1", 1m, 15m)]);

        ProviderOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(index =>
            SetAsync($"r{index}", "1", 2m, new AccountId($"account-{index}"))));

        Assert.Equal(7, outcomes.OfType<ProviderOutcome.Applied>().Count());
        Assert.Equal(1m, Assert.Single(outcomes.OfType<ProviderOutcome.Reduced>()).Quantity);
        Assert.Equal(4, outcomes.OfType<ProviderOutcome.Refused>().Count());
        Assert.Equal(15m, (await Ledger.ListReservationsAsync(Instants.Cpu)).Sum(reservation => reservation.Quantity));
        Assert.Equal(0m, Assert.Single(await Ledger.ListZonesAsync(Instants.Cpu)).Available);
    }

    [Fact]
    public async Task SetReservationAsync_ManyZonesAtOnce_NeverExceedTheQuota()
    {
        // 9 requests of 2 units in 3 zones under a quota of 10 units.
        await Ledger.PutTermsAsync(Instants.Cpu, new LedgerTerms { Quota = new LedgerQuota(40, PerUnit: 4) });

        ProviderOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 9).Select(index =>
            SetAsync($"r{index}", $"{1 + (index % 3)}", 2m, new AccountId($"account-{index}"))));

        Assert.Equal(5, outcomes.OfType<ProviderOutcome.Applied>().Count());
        Assert.Equal(10m, (await Ledger.ListReservationsAsync(Instants.Cpu)).Sum(reservation => reservation.Quantity));
        Assert.Equal([new QuotaReading("cpu", 40m, 40m, 4m)], await Ledger.ReadQuotaAsync(Instants.Cpu));
    }

    [Fact]
    public async Task SetReservationAsync_OneRequestFromManySidesAtOnce_IsAppliedOnce()
    {
        ProviderOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SetAsync("same", "2", 5m)));

        Assert.All(outcomes, outcome => Assert.Equal(new ProviderOutcome.Applied(5m), outcome));
        Assert.Equal(99_995m, (await Ledger.ListZonesAsync(Instants.Cpu))[1].Available);
    }

    [Fact]
    public async Task PutZonesAsync_ZoneWithReservationsLeftOut_OffersNothingMoreUntilItIsEmpty()
    {
        await SetAsync("r1", "1", 5m);
        await Ledger.PutZonesAsync(Instants.Cpu, [new LedgerZone("north", 0.3m, 20m)]);

        Assert.Equal([new ZoneOffer("1", 0.21m, 0m), new ZoneOffer("north", 0.3m, 20m)], await Ledger.ListZonesAsync(Instants.Cpu));
        Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r2", "1", 6m));
        Assert.Equal(new ProviderOutcome.Applied(0m), await SetAsync("r3", "1", 0m));

        await Ledger.PutZonesAsync(Instants.Cpu, [new LedgerZone("north", 0.4m, 2m)]);
        Assert.Equal([new ZoneOffer("north", 0.4m, 2m)], await Ledger.ListZonesAsync(Instants.Cpu));
    }

    [Fact]
    public async Task PutZonesAsync_CapacityBelowWhatIsHeld_KeepsItAndOffersNothing()
    {
        await SetAsync("r1", "1", 5m);
        await Ledger.PutZonesAsync(Instants.Cpu, [new LedgerZone("1", 0.3m, 3m)]);

        Assert.Equal([new ZoneOffer("1", 0.3m, 0m)], await Ledger.ListZonesAsync(Instants.Cpu));
        Assert.Equal(new ProviderOutcome.Applied(4m), await SetAsync("r2", "1", 4m));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("1", -1, 1)]
    [InlineData("1", 1, -1)]
    public async Task PutZonesAsync_InvalidZone_Throws(string zone, int price, int capacity) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.PutZonesAsync(Instants.Cpu, [new LedgerZone(zone, price, capacity)]));

    [Theory]
    [MemberData(nameof(Instants.NastyNameRows), MemberType = typeof(Instants))]
    public async Task SetReservationAsync_NastyNames_RoundTrip(string name)
    {
        AccountId account = new(name);
        ResourceType resourceType = new(name);
        string requestId = $"cycle/{name}/{name}/{name}";

        ProviderOutcome first = await Ledger.SetReservationAsync(requestId, account, resourceType, "1", 3m);
        ProviderOutcome second = await Ledger.SetReservationAsync(requestId, account, resourceType, "1", 3m);

        Assert.Equal(new ProviderOutcome.Applied(3m), first);
        Assert.Equal(first, second);
        Assert.Equal([new Reservation(account, resourceType, "1", 3m)], await Ledger.ListReservationsAsync(resourceType));
    }

    [Fact]
    public async Task SetReservationAsync_IncreaseUnderWay_TakesCapacityAtOnceAndLetsNobodyElseChangeThePlace()
    {
        await Ledger.PutZonesAsync(Instants.Cpu, [new LedgerZone("1", 1m, 10m)]);
        await Ledger.PutTermsAsync(Instants.Cpu, new LedgerTerms { ProvisioningDelay = TimeSpan.FromMinutes(8) });

        Assert.Equal(new ProviderOutcome.Pending(10m, Instants.Noon.AddMinutes(8)), await SetAsync("r1", "1", 12m));
        Assert.Equal(0m, Assert.Single(await Ledger.ListZonesAsync(Instants.Cpu)).Available);
        Assert.Empty(await Ledger.ListReservationsAsync(Instants.Cpu));
        _host.Time.Advance(TimeSpan.FromMinutes(3));
        ProviderFailure conflict = Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r2", "1", 3m)).Failure;
        Assert.Equal((FailureClass.Conflict, TimeSpan.FromMinutes(5)), (conflict.Class, conflict.RetryAfter));

        _host.Time.Advance(TimeSpan.FromMinutes(5));

        // It ends as it was granted: with less than was asked for.
        Assert.Equal(10m, Assert.IsType<ProviderOutcome.Reduced>(await SetAsync("r1", "1", 12m)).Quantity);
        Assert.Equal(10m, Assert.Single(await Ledger.ListReservationsAsync(Instants.Cpu)).Quantity);
        Assert.Equal(new ProviderOutcome.Applied(3m), await SetAsync("r3", "1", 3m));
    }

    [Fact]
    public async Task SetReservationAsync_ScriptInConfiguration_IsPlayedOnceOverAllProcesses()
    {
        KeyValuePair<string, string?>[] script =
        [
            new("Capacity:Ledger:Faults:0:Zone", "1"),
            new("Capacity:Ledger:Faults:0:Kind", "Partial"),
            new("Capacity:Ledger:Faults:0:After", "1"),
            new("Capacity:Ledger:Faults:1:Zone", "1"),
            new("Capacity:Ledger:Faults:1:Kind", "Throttled"),
            new("Capacity:Ledger:Faults:1:RetryAfter", "00:00:30"),
            new("Capacity:Ledger:Faults:2:Zone", "1"),
            new("Capacity:Ledger:Faults:2:Kind", "TimeOut"),
            new("Capacity:Ledger:Faults:2:Count", "2"),
        ];
        await using StorageHost host = new(_azurite, script);
        List<string> answers = [];
        for (int request = 1; request <= 6; request++)
        {
            await using StorageHost process = host.Another(script);
            try
            {
                ProviderOutcome outcome = await process.Get<ICapacityProvider>()
                    .SetReservationAsync($"r{request}", Instants.Alpha, Instants.Cpu, "1", 10 * request);
                answers.Add(outcome.GetType().Name);
            }
            catch (TimeoutException)
            {
                answers.Add("lost");
            }
        }

        // 10 of 10; 15 of 20; the third is throttled; the answers to 40 and 50 are lost.
        Assert.Equal(["Applied", "Reduced", "Refused", "lost", "lost", "Applied"], answers);
        Assert.Equal(60m, Assert.Single(await host.Get<ICapacityProvider>().ListReservationsAsync(Instants.Cpu)).Quantity);
    }

    [Fact]
    public async Task ListOffersAsync_FamilyInConfiguration_IsNamedOnceTheTypeIsKnown()
    {
        await using StorageHost host = new(_azurite, new KeyValuePair<string, string?>("Capacity:Ledger:Families:cpu", "standardCpuFamily"));
        ICapacityProvider ledger = host.Get<ICapacityProvider>();
        Assert.Empty(await ledger.ListOffersAsync());

        await ledger.SetReservationAsync("r1", Instants.Alpha, Instants.Cpu, "1", 3m);

        ResourceOffer offer = Assert.Single(await ledger.ListOffersAsync());
        Assert.Equal((Instants.Cpu, "standardCpuFamily", "1,2,3"), (offer.ResourceType, offer.Family, string.Join(',', offer.Zones)));
    }

    /// <summary>Rows as they were before increases took time, failures had classes and use was known.</summary>
    [Fact]
    public async Task SetReservationAsync_RowsOfAnEarlierVersion_AreRead()
    {
        await SetAsync("before", "1", 1m, Instants.Beta);
        TableClient table = new(_azurite.ConnectionString, $"{_host.Prefix}Ledger");
        await table.AddEntityAsync(new TableEntity("cpu", "reservation|alpha|1") { ["Account"] = "alpha", ["Zone"] = "1", ["Quantity"] = "7" });
        await table.AddEntityAsync(new TableEntity("cpu", "request|old-1") { ["Outcome"] = "Applied", ["Quantity"] = "7", ["AnsweredAt"] = Instants.Noon });
        await table.AddEntityAsync(new TableEntity("cpu", "request|old-2") { ["Outcome"] = "Refused", ["Reason"] = "no more", ["AnsweredAt"] = Instants.Noon });

        Assert.Equal(new ProviderOutcome.Applied(7m), await SetAsync("old-1", "1", 7m));
        Assert.Equal(
            new ProviderOutcome.Refused(new ProviderFailure(FailureClass.Unknown, string.Empty, "no more")), await SetAsync("old-2", "1", 9m));
        Assert.Contains(new Reservation(Instants.Alpha, Instants.Cpu, "1", 7m), await Ledger.ListReservationsAsync(Instants.Cpu));
        Assert.Equal(new ProviderOutcome.Applied(9m), await SetAsync("new", "1", 9m));
    }

    protected override Task OfferAsync(params IReadOnlyList<OfferedZone> zones) =>
        Ledger.PutZonesAsync(Resource, [.. zones.Select(zone => new LedgerZone(zone.Zone, zone.PricePerUnitHour, zone.Capacity))]);

    protected override async Task HoldAsync(AccountId account, string zone, decimal quantity, decimal allocated)
    {
        ProviderOutcome outcome = await Ledger.SetReservationAsync($"before-{account}-{zone}", account, Resource, zone, quantity);
        Assert.Equal(new ProviderOutcome.Applied(quantity), outcome);
        await Ledger.PutAllocatedAsync(account, Resource, zone, allocated);
    }

    protected override Task LimitQuotaAsync(decimal units) => PutTermsAsync(_terms with { Quota = new LedgerQuota(4 * units, PerUnit: 4) });

    protected override Task DelayAsync(TimeSpan delay) => PutTermsAsync(_terms with { ProvisioningDelay = delay });

    protected override Task DisturbAsync(ProviderFault fault, string zone) => Ledger.PutFaultsAsync(Resource, zone,
    [
        fault switch
        {
            ProviderFault.RegionFull => new LedgerFault(LedgerFaultKind.RegionFull, 1000),
            ProviderFault.QuotaExhausted => new LedgerFault(LedgerFaultKind.Quota, 1000),
            ProviderFault.NotOffered => new LedgerFault(LedgerFaultKind.NotOffered, 1000),
            ProviderFault.Throttled => new LedgerFault(LedgerFaultKind.Throttled, 1000) { RetryAfter = RetryAfter },
            ProviderFault.Conflict => new LedgerFault(LedgerFaultKind.Conflict, 1000),
            ProviderFault.TimeOutAfterApplying => new LedgerFault(LedgerFaultKind.TimeOut),

            // The ledger changes all or nothing, so an increase never fails half-way: it is refused.
            _ => new LedgerFault(LedgerFaultKind.ZoneFull, 1000),
        },
    ]);

    protected override async Task CalmAsync()
    {
        foreach (ZoneOffer zone in await Ledger.ListZonesAsync(Resource))
        {
            await Ledger.PutFaultsAsync(Resource, zone.Zone, []);
        }
    }

    protected override Task PassAsync(TimeSpan time)
    {
        _host.Time.Advance(time);
        return Task.CompletedTask;
    }

    private Task PutTermsAsync(LedgerTerms terms)
    {
        _terms = terms;
        return Ledger.PutTermsAsync(Resource, terms);
    }

    private Task<ProviderOutcome> SetAsync(string requestId, string zone, decimal quantity, AccountId? account = null) =>
        Ledger.SetReservationAsync(requestId, account ?? Instants.Alpha, Instants.Cpu, zone, quantity);
}
