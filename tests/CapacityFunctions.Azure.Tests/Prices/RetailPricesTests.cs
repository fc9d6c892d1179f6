using CapacityFunctions.Azure.Tests.ControlPlane;

namespace CapacityFunctions.Azure.Tests.Prices;

/// <summary>The stand-in refuses prices to whoever shows an identity, so every test here proves that none is shown.</summary>
public sealed class RetailPricesTests : ControlPlaneTest
{
    [Fact]
    public async Task Read_RowsOfOneSize_IsThePlainHour()
    {
        World.Prices.Clear();
        World.Prices.AddRange(
        [
            Row(0.01m) with { SkuName = "D4s v5 Spot" },
            Row(0.02m) with { MeterName = "D4s v5 Low Priority" },
            Row(0.03m) with { ProductName = "Virtual Machines Dsv5 Series Windows" },
            Row(0.04m) with { Type = "DevTestConsumption" },
            Row(0.05m) with { Type = "Reservation", Unit = "1 Hour" },
            Row(0.06m) with { Unit = "1/Month" },
            Row(0.07m) with { Primary = false },
            Row(0.08m) with { ProductName = "Dsv5 Series Cloud Services" },
            Row(0.09m) with { From = "2019-01-01T00:00:00Z" },
            Row(0.10m) with { From = "2027-01-01T00:00:00Z" },
            Row(0.11m) with { Region = "northeurope" },
            Row(0.12m) with { Size = "standard_d4s_v5" },
            Row(0.23m),
        ]);

        Assert.Equal(0.23m, await ReadAsync(NewProvider(World.Time)));
        Assert.True(Server.Requests.Count(request => request == "GET /api/retail/prices") > 1, "Prices come in pages of two.");
    }

    [Fact]
    public async Task Read_WithinItsLifetime_IsNotReadAgain()
    {
        AzureCapacityProvider provider = NewProvider(World.Time);
        await ReadAsync(provider);
        World.Prices[0] = Row(0.5m);
        World.Time.Advance(Options.PriceLifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(0.23m, await ReadAsync(provider));

        World.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0.5m, await ReadAsync(provider));
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(200, "no page")]
    [InlineData(200, null)]
    public async Task Read_PricesAreAway_StaysWithTheOldOne(int status, string? body)
    {
        AzureCapacityProvider provider = NewProvider(World.Time);
        await ReadAsync(provider);
        World.Time.Advance(Options.PriceLifetime);
        World.Disturb = call => call.Behaviour.Token is null ? new Reply(status, body) : null;

        Assert.Equal(0.23m, await ReadAsync(provider));
    }

    [Fact]
    public async Task Read_SizeIsNoLongerListed_StaysWithTheOldOne()
    {
        AzureCapacityProvider provider = NewProvider(World.Time);
        await ReadAsync(provider);
        World.Time.Advance(Options.PriceLifetime);
        World.Prices.Clear();

        Assert.Equal(0.23m, await ReadAsync(provider));
    }

    [Fact]
    public async Task Read_PricesAreAwayFromTheStart_Throws()
    {
        World.Disturb = call => call.Behaviour.Token is null ? new Reply(429) : null;

        await Assert.ThrowsAsync<HttpRequestException>(() => ReadAsync(NewProvider()));
    }

    [Fact]
    public async Task Read_NoPlainPrice_ThrowsNamingTheSize()
    {
        World.Prices[0] = Row(0.1m) with { Primary = false };

        InvalidOperationException problem = await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(NewProvider()));

        Assert.Contains(Size.Value, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NextPageIsElsewhere_IsNotFollowed()
    {
        World.Disturb = call => call.Behaviour.Token is null
            ? new Reply(200, new { Items = Array.Empty<object>(), NextPageLink = "https://elsewhere.example/api/retail/prices" })
            : null;

        InvalidOperationException problem = await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(NewProvider()));

        Assert.Contains("not followed", problem.Message, StringComparison.Ordinal);
    }

    private static PriceState Row(decimal price) => new(Size.Value, price);

    private static async Task<decimal> ReadAsync(AzureCapacityProvider provider) =>
        (await provider.ListZonesAsync(Size, Cancellation))[0].PricePerUnitHour;
}
