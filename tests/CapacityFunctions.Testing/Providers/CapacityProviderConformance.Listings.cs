using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Providers;
using Xunit;

namespace CapacityFunctions.Testing.Providers;

/// <content>Listings are complete and in order.</content>
public abstract partial class CapacityProviderConformance
{
    [Fact]
    public async Task ListReservations_SeveralAccountsAndZones_AreAllThereByAccountThenZone()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.Second, "1", 1, allocated: 1);
        await HoldAsync(Accounts.First, "3", 2, allocated: 0);
        await HoldAsync(Accounts.Second, "2", 0, allocated: 0);
        await HoldAsync(Accounts.First, "1", 3, allocated: 2);

        IReadOnlyList<Reservation> held = await Provider.ListReservationsAsync(Resource, TestContext.Current.CancellationToken);

        Assert.Equal(
            [Of(Accounts.First, "1", 3, 2), Of(Accounts.First, "3", 2, 0), Of(Accounts.Second, "1", 1, 1)], held);
    }

    [Fact]
    public async Task ListReservations_OfAnotherResourceType_IsEmpty()
    {
        await OfferThreeZonesAsync();
        await HoldAsync(Accounts.First, "1", 3, allocated: 2);

        Assert.Empty(await Provider.ListReservationsAsync(new ResourceType("Standard_E8s_v5"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public virtual async Task ListZones_InAnyOrder_AreSortedWithTheirPrices()
    {
        await OfferAsync(new OfferedZone("3", 0.2m, 20), new OfferedZone("1", 0.21m, 20), new OfferedZone("2", 0.19m, 20));

        IReadOnlyList<ZoneOffer> zones = await Provider.ListZonesAsync(Resource, TestContext.Current.CancellationToken);

        Assert.Equal([("1", 0.21m), ("2", 0.19m), ("3", 0.2m)], zones.Select(zone => (zone.Zone, zone.PricePerUnitHour)));
        Assert.All(zones, zone => Assert.True(zone.Available >= 0, $"{zone}"));
    }

    [Fact]
    public async Task ListOffers_NameTheResourceTypeWithItsZones()
    {
        await OfferAsync(new OfferedZone("2", 0.2m, 20), new OfferedZone("1", 0.21m, 20));

        IReadOnlyList<ResourceOffer> offers = await Provider.ListOffersAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["1", "2"], offers.Single(offer => offer.ResourceType == Resource).Zones);
        Assert.Equal(offers.OrderBy(offer => offer.ResourceType), offers);
    }

    [Fact]
    public async Task ReadQuota_TellsHowMuchMoreMayBeHeld()
    {
        await OfferThreeZonesAsync();
        await LimitQuotaAsync(12);
        await HoldAsync(Accounts.First, "1", 4, allocated: 0);
        await SetAsync("r1", 3, "2");

        IReadOnlyList<QuotaReading> readings = await Provider.ReadQuotaAsync(Resource, TestContext.Current.CancellationToken);

        // 12 may be held, 4 and 3 are.
        Assert.Equal(5, readings.Min(reading => (reading.Limit - reading.Used) / reading.PerUnit));
        Assert.All(readings, reading => Assert.NotEmpty(reading.Name));
    }

    private Reservation Of(AccountId account, string zone, decimal quantity, decimal allocated) =>
        new(account, Resource, zone, quantity) { Allocated = allocated };
}
