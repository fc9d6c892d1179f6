using CapacityFunctions.Azure.Tests.ControlPlane;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Azure.Tests.Offers;

public sealed class OfferTests : ControlPlaneTest
{
    [Fact]
    public async Task ListOffers_SizesOfTheRegion_AreThoseThatCanBeReservedInZones()
    {
        World.Skus.AddRange(
        [
            new("Standard_B2s", "standardBSFamily", 2, ["1", "2"]) { Reservable = false },
            new("Standard_E8s_v5", "standardESv5Family", 8, ["3", "1"]) { RestrictedZones = ["3"] },
            new("Standard_F2s_v2", "standardFSv2Family", 2, ["1"]) { RestrictedZones = ["1"] },
            new("Standard_M64", "standardMSFamily", 64, ["1"]) { RestrictedLocation = true },
            new("Standard_A2_v2", "standardAv2Family", 2, []),
        ]);

        IReadOnlyList<ResourceOffer> offers = await NewProvider().ListOffersAsync(Cancellation);

        Assert.Equal(
            [("Standard_D4s_v5", ControlPlaneWorld.Family, "1,2,3"), ("Standard_E8s_v5", "standardESv5Family", "1")],
            offers.Select(offer => (offer.ResourceType.Value, offer.Family!, string.Join(',', offer.Zones))));
    }

    [Fact]
    public async Task Set_InARestrictedZone_IsNotOfferedWithoutAsking()
    {
        World.Skus[0] = World.Skus[0] with { RestrictedZones = ["2"] };

        Assert.Equal(FailureClass.NotOffered, Assert.IsType<ProviderOutcome.Refused>(await SetAsync("r1", 1, "2")).Failure.Class);
        Assert.Empty(World.Asked);
    }

    [Theory]
    [InlineData("Standard_Unknown", "1")]
    [InlineData("cpu cores/..", "1")]
    [InlineData("Standard_D4s_v5", "../x")]
    public async Task Set_WhatIsNoSizeOrZone_IsNotOffered(string size, string zone)
    {
        ProviderOutcome outcome = await NewProvider().SetReservationAsync("r1", Local, new ResourceType(size), zone, 1, Cancellation);

        Assert.Equal(FailureClass.NotOffered, Assert.IsType<ProviderOutcome.Refused>(outcome).Failure.Class);
        Assert.Empty(World.Groups);
    }

    [Fact]
    public async Task ListZones_Size_HasOnePriceAndWhatQuotaLeaves()
    {
        World.QuotaLimits[ControlPlaneWorld.Family] = 50;
        Hold(Local, "1", quantity: 3, allocated: 0);

        // 50 − 3 × 4 cores are 9 machines of 4.
        Assert.Equal(
            [("1", 0.23m, 9m), ("2", 0.23m, 9m), ("3", 0.23m, 9m)],
            (await NewProvider().ListZonesAsync(Size, Cancellation)).Select(zone => (zone.Zone, zone.PricePerUnitHour, zone.Available)));
    }

    [Fact]
    public async Task ListZones_RestrictedZone_IsThereWithNothingAvailable()
    {
        World.Skus[0] = World.Skus[0] with { RestrictedZones = ["2"] };

        Assert.Equal(
            [("1", true), ("2", false), ("3", true)],
            (await NewProvider().ListZonesAsync(Size, Cancellation)).Select(zone => (zone.Zone, zone.Available > 0)));
    }

    /// <summary>What is held has to stay plannable, or it could never be released.</summary>
    [Fact]
    public async Task ListZones_SizeIsWithdrawnAndHeld_HasItsPriceAndNothingAvailable()
    {
        World.Skus[0] = World.Skus[0] with { Reservable = false };
        Assert.Empty(await NewProvider().ListZonesAsync(Size, Cancellation));
        Hold(Local, "1", quantity: 3, allocated: 0);

        Assert.Equal(
            [("1", 0.23m, 0m), ("2", 0.23m, 0m), ("3", 0.23m, 0m)],
            (await NewProvider().ListZonesAsync(Size, Cancellation)).Select(zone => (zone.Zone, zone.PricePerUnitHour, zone.Available)));
    }

    [Theory]
    [InlineData("Standard_Unknown")]
    [InlineData("cpu cores")]
    public async Task ListZones_UnknownSize_IsEmpty(string size) =>
        Assert.Empty(await NewProvider().ListZonesAsync(new ResourceType(size), Cancellation));

    [Fact]
    public async Task ReadQuota_Size_IsFamilyAndRegion()
    {
        World.OtherCores = 7;
        Hold(Local, "1", quantity: 3, allocated: 0);

        Assert.Equal(
            [new QuotaReading("cores", 19, 20_000, 4), new QuotaReading(ControlPlaneWorld.Family, 12, 10_000, 4)],
            await NewProvider().ReadQuotaAsync(Size, Cancellation));
    }

    [Fact]
    public async Task ListOffers_AskedAgain_IsReadOnceUntilItExpires()
    {
        AzureCapacityProvider provider = NewProvider(World.Time);
        await provider.ListOffersAsync(Cancellation);
        World.Time.Advance(Options.CatalogueLifetime - TimeSpan.FromSeconds(1));
        await provider.ListOffersAsync(Cancellation);
        Assert.Single(Server.Requests);

        World.Time.Advance(TimeSpan.FromSeconds(1));
        await provider.ListOffersAsync(Cancellation);

        Assert.Equal(2, Server.Requests.Count);
    }
}
