using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using CapacityFunctions.Storage.Ledger;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Ledger;

public sealed class LedgerCapacityProviderTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private LedgerCapacityProvider Ledger => _host.Get<LedgerCapacityProvider>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ListZonesAsync_NothingSet_OffersThreeDefaultZones() => Assert.Equal(
        [new ZoneOffer("1", 0.21m, 100_000m), new ZoneOffer("2", 0.19m, 100_000m), new ZoneOffer("3", 0.20m, 100_000m)],
        await Ledger.ListZonesAsync(Instants.Cpu));

    [Fact]
    public async Task ListZonesAsync_ZonesInConfiguration_OffersThose()
    {
        await using StorageHost host = new(
            azurite,
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
        ProviderOutcome refused = await SetAsync("r2", "1", 11m, Instants.Beta);
        await SetAsync("r3", "1", 2m);

        Assert.Equal(first, await SetAsync("r1", "1", 8m));
        Assert.Equal(refused, await SetAsync("r2", "1", 11m, Instants.Beta));
        Assert.Equal(2m, Assert.Single(await Ledger.ListReservationsAsync(Instants.Cpu)).Quantity);
    }

    [Fact]
    public async Task SetReservationAsync_MoreThanAvailable_IsRefusedWhole()
    {
        await Ledger.PutZonesAsync(Instants.Cpu, [new LedgerZone("1", 1m, 10m)]);
        await SetAsync("r1", "1", 4m);

        ProviderOutcome outcome = await SetAsync("r2", "1", 11m);

        ProviderOutcome.Refused refused = Assert.IsType<ProviderOutcome.Refused>(outcome);
        Assert.Equal("7 more units were asked for in zone 1, 6 are available.", refused.Failure.Message);
        Assert.Equal(4m, Assert.Single(await Ledger.ListReservationsAsync(Instants.Cpu)).Quantity);
        Assert.Equal(6m, Assert.Single(await Ledger.ListZonesAsync(Instants.Cpu)).Available);
    }

    [Fact]
    public async Task SetReservationAsync_UnknownZone_IsRefused() =>
        Assert.Equal(
            new ProviderOutcome.Refused(new ProviderFailure(FailureClass.NotOffered, "SkuNotAvailable", "There is no zone '9' for cpu.")),
            await SetAsync("r1", "9", 1m));

    [Fact]
    public async Task SetReservationAsync_ManyProcessesAtOnce_NeverExceedTheZone()
    {
        // 12 requests of 2 units on 15 units: 7 fit (14), whichever they are.
        await Ledger.PutZonesAsync(Instants.Cpu, [new LedgerZone("1", 1m, 15m)]);

        ProviderOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(index =>
            SetAsync($"r{index}", "1", 2m, new AccountId($"account-{index}"))));

        Assert.Equal(7, outcomes.OfType<ProviderOutcome.Applied>().Count());
        Assert.Equal(5, outcomes.OfType<ProviderOutcome.Refused>().Count());
        Assert.Equal(14m, (await Ledger.ListReservationsAsync(Instants.Cpu)).Sum(reservation => reservation.Quantity));
        Assert.Equal(1m, Assert.Single(await Ledger.ListZonesAsync(Instants.Cpu)).Available);
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

    private Task<ProviderOutcome> SetAsync(string requestId, string zone, decimal quantity, AccountId? account = null) =>
        Ledger.SetReservationAsync(requestId, account ?? Instants.Alpha, Instants.Cpu, zone, quantity);
}
