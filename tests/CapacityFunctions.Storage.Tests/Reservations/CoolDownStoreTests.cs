using Azure.Data.Tables;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Reservations;

public sealed class CoolDownStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly ProviderFailure ZoneFull = new(FailureClass.ZoneFull, "ZonalAllocationFailed", "no more");
    private readonly AzuriteFixture _azurite = azurite;
    private readonly StorageHost _host = new(azurite);

    private CoolDownStore CoolDowns => _host.Get<CoolDownStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task RememberAsync_DifferentPlaces_AreAllInForceInAnyProcess()
    {
        CoolDown zone = InZone("1", minutes: 60);
        CoolDown family = new()
        {
            Family = "standardDSv5Family",
            Until = Instants.Noon.AddMinutes(10),
            Failure = new ProviderFailure(FailureClass.Quota, "QuotaExceeded", "used up") { Quota = new QuotaShortage("standardDSv5Family", 1, 1, 1, 2) },
        };
        CoolDown everything = new() { Until = Instants.Noon.AddMinutes(3), Failure = ZoneFull };
        await CoolDowns.RememberAsync([zone, family, everything, InZone("2", minutes: 60)]);

        await using StorageHost other = _host.Another();
        IReadOnlyList<CoolDown> inForce = await other.Get<CoolDownStore>().ListAsync();

        Assert.Equal(4, inForce.Count);
        Assert.Contains(zone, inForce);
        Assert.Contains(family, inForce);
        Assert.Contains(everything, inForce);
    }

    [Fact]
    public async Task RememberAsync_ShorterOneForTheSamePlace_DoesNotShortenIt()
    {
        await CoolDowns.RememberAsync([InZone("1", minutes: 60), InZone("1", minutes: 3)]);
        await CoolDowns.RememberAsync([InZone("1", minutes: 5)]);
        Assert.Equal(Instants.Noon.AddMinutes(60), Assert.Single(await CoolDowns.ListAsync()).Until);

        await CoolDowns.RememberAsync([InZone("1", minutes: 90)]);
        Assert.Equal(Instants.Noon.AddMinutes(90), Assert.Single(await CoolDowns.ListAsync()).Until);
    }

    [Fact]
    public async Task ListAsync_WhenOneIsOver_ForgetsIt()
    {
        await CoolDowns.RememberAsync([InZone("1", minutes: 60), InZone("2", minutes: 10)]);
        _host.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("1", Assert.Single(await CoolDowns.ListAsync()).Zone);
        TableClient table = new(_azurite.ConnectionString, $"{_host.Prefix}CoolDowns");
        Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    private static CoolDown InZone(string zone, int minutes) => new()
    {
        ResourceType = Instants.Cpu,
        Zone = zone,
        Until = Instants.Noon.AddMinutes(minutes),
        Failure = ZoneFull,
    };
}
