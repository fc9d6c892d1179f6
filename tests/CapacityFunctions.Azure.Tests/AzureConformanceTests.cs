using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using CapacityFunctions.Testing.Providers;

namespace CapacityFunctions.Azure.Tests;

/// <summary>The laws of every provider, against the stand-in.</summary>
public sealed class AzureConformanceTests : CapacityProviderConformance, IAsyncLifetime
{
    private readonly World _world = new();

    protected override ICapacityProvider Provider => AnotherProvider;

    protected override ICapacityProvider AnotherProvider => _world.NewProvider();

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    /// <summary>Azure prices a size alike in all zones of a region: there is nothing to set prices of zones apart with.</summary>
    [Fact]
    public override async Task ListZones_InAnyOrder_AreSortedWithTheirPrices()
    {
        await OfferAsync(new OfferedZone("3", 0.2m, 20), new OfferedZone("1", 0.2m, 20), new OfferedZone("2", 0.2m, 20));

        IReadOnlyList<ZoneOffer> zones = await Provider.ListZonesAsync(Resource, TestContext.Current.CancellationToken);

        Assert.Equal([("1", 0.2m), ("2", 0.2m), ("3", 0.2m)], zones.Select(zone => (zone.Zone, zone.PricePerUnitHour)));
        Assert.All(zones, zone => Assert.True(zone.Available >= 0, $"{zone}"));
    }

    protected override Task OfferAsync(params IReadOnlyList<OfferedZone> zones)
    {
        _world.World.Skus.Clear();
        _world.World.Skus.Add(new SkuState(Resource.Value, ControlPlaneWorld.Family, 4, [.. zones.Select(zone => zone.Zone)]));
        foreach (OfferedZone zone in zones)
        {
            _world.World.Stock[_world.World.Physical(zone.Zone)] = (int)zone.Capacity;
        }

        _world.World.Prices.Clear();
        _world.World.Prices.Add(new PriceState(Resource.Value, zones[0].PricePerUnitHour));
        return Task.CompletedTask;
    }

    protected override Task HoldAsync(AccountId account, string zone, decimal quantity, decimal allocated)
    {
        _world.Hold(account, zone, (int)quantity, (int)allocated);
        return Task.CompletedTask;
    }

    protected override Task LimitQuotaAsync(decimal units)
    {
        _world.World.QuotaLimits[ControlPlaneWorld.Family] = (int)units * 4;
        return Task.CompletedTask;
    }

    protected override Task DisturbAsync(ProviderFault fault, string zone)
    {
        _world.World.Faults[zone] = fault;
        return Task.CompletedTask;
    }

    protected override Task CalmAsync()
    {
        _world.World.Faults.Clear();
        return Task.CompletedTask;
    }

    protected override Task DelayAsync(TimeSpan delay)
    {
        _world.World.Delay = delay;
        return Task.CompletedTask;
    }

    protected override Task PassAsync(TimeSpan time)
    {
        _world.World.Time.Advance(time);
        return Task.CompletedTask;
    }

    private sealed class World : ControlPlaneTest;
}
