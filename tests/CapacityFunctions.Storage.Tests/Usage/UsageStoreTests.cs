using System.Diagnostics;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Usage;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Usage;

public sealed class UsageStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private readonly StorageHost _host = new(azurite);

    private UsageStore Usage => _host.Get<UsageStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ReadAsync_NothingStored_IsEmpty()
    {
        UsageHistory history = await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, Midnight, Midnight.AddDays(1));

        Assert.True(history.Timestamps.IsEmpty);
        Assert.True(history.Values.IsEmpty);
        Assert.Empty(history.ZoneShares);
        Assert.Null(history.Latest);
        Assert.Null(await Usage.LatestAsync(Instants.Alpha, Instants.Cpu));
        Assert.Empty(await Usage.ListSeriesAsync());
    }

    [Fact]
    public async Task AppendAsync_OneBucket_KeepsTheHighestExactly()
    {
        int changed = await Usage.AppendAsync(
        [
            At(Midnight.AddSeconds(10), 0.1),
            At(Midnight.AddSeconds(200), 0.1 + 0.2),
            At(Midnight.AddSeconds(299), 0.2),
        ]);

        UsageHistory history = await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, Midnight, Midnight.AddDays(1));
        Assert.Equal(1, changed);
        Assert.Equal([Midnight], history.Timestamps.ToArray());
        Assert.Equal([0.1 + 0.2], history.Values.ToArray());
        Assert.Equal(new UsageObservation(Midnight.AddSeconds(299), 0.1 + 0.2), history.Latest);
    }

    [Fact]
    public async Task AppendAsync_SameRowsAgainInAnotherOrder_ChangesNothing()
    {
        ResourceUsage[] rows = [.. Enumerable.Range(0, 600).Select(step => At(Midnight.AddMinutes(5 * step), step * 0.25, "1"))];
        int first = await Usage.AppendAsync(rows);
        UsageHistory before = await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, Midnight, Midnight.AddDays(3));

        int again = await Usage.AppendAsync([.. rows.Reverse()]);

        UsageHistory after = await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, Midnight, Midnight.AddDays(3));
        Assert.Equal(600, first);
        Assert.Equal(0, again);
        Assert.Equal(rows.Select(row => row.AmountUsed), after.Values.ToArray());
        Assert.Equal(rows.Select(row => row.Timestamp), after.Timestamps.ToArray());
        Assert.Equal(before.Latest, after.Latest);
    }

    [Fact]
    public async Task AppendAsync_DaysFarApart_AllFound()
    {
        DateTimeOffset old = Midnight.AddDays(-400);
        int changed = await Usage.AppendAsync([At(Midnight, 2), At(old, 1), At(Midnight.AddDays(-3), 3)]);

        UsageHistory history = await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, old, Midnight.AddMinutes(5));
        Assert.Equal(3, changed);
        Assert.Equal([1.0, 3.0, 2.0], history.Values.ToArray());
    }

    [Fact]
    public async Task ReadAsync_Bounds_FromIsInToIsOut()
    {
        await Usage.AppendAsync([.. Enumerable.Range(0, 5).Select(step => At(Midnight.AddMinutes(5 * step), step))]);

        UsageHistory history = await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, Midnight.AddMinutes(5), Midnight.AddMinutes(15));

        Assert.Equal([1.0, 2.0], history.Values.ToArray());
        Assert.Equal(new UsageObservation(Midnight.AddMinutes(10), 2), history.Latest);
        Assert.True((await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, Midnight, Midnight)).Values.IsEmpty);
    }

    [Fact]
    public async Task ReadAsync_SeveralZones_AddsThemUpAndSharesTheLastDay()
    {
        DateTimeOffset twoDaysAgo = Midnight.AddDays(-2);
        await Usage.AppendAsync(
        [
            At(twoDaysAgo, 100, "3"),
            At(Midnight, 6, "1"),
            At(Midnight, 1, "2"),
            At(Midnight.AddMinutes(5), 3, "2"),
            At(Midnight.AddMinutes(5), 5),
        ]);

        UsageHistory history = await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, twoDaysAgo, Midnight.AddDays(1));

        // Last day by zone: 1 → 6, 2 → 1 + 3 = 4; usage without a zone counts in the totals alone.
        Assert.Equal([100.0, 7.0, 8.0], history.Values.ToArray());
        Assert.Equal(2, history.ZoneShares.Count);
        Assert.Equal(0.6, history.ZoneShares["1"], tolerance: 1e-12);
        Assert.Equal(0.4, history.ZoneShares["2"], tolerance: 1e-12);
    }

    [Fact]
    public async Task AppendAsync_TimestampWithOffset_IsKeptAsUtc()
    {
        DateTimeOffset local = new(2026, 11, 24, 1, 30, 0, TimeSpan.FromHours(2));
        await Usage.AppendAsync([At(local, 4)]);

        UsageHistory history = await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, Midnight.AddHours(-1), Midnight);

        Assert.Equal(TimeSpan.Zero, Assert.Single(history.Timestamps.ToArray()).Offset);
        Assert.Equal(Midnight.AddMinutes(-30), history.Latest!.Timestamp);
        Assert.Equal(TimeSpan.Zero, history.Latest.Timestamp.Offset);
    }

    [Fact]
    public async Task AppendAsync_ManyWritersOfOneDay_LosesNothing()
    {
        int[] changed = await Task.WhenAll(Enumerable.Range(0, 12).Select(step =>
            Usage.AppendAsync([At(Midnight.AddMinutes(5 * step), step + 1)])));

        UsageHistory history = await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, Midnight, Midnight.AddDays(1));
        Assert.Equal(12, changed.Sum());
        Assert.Equal(Enumerable.Range(1, 12).Select(amount => (double)amount), history.Values.ToArray());
        Assert.Equal(Midnight.AddMinutes(55), Assert.Single(await Usage.ListSeriesAsync()).NewestAt);
    }

    [Theory]
    [InlineData(double.NaN, "1")]
    [InlineData(double.PositiveInfinity, "1")]
    [InlineData(-1, "1")]
    [InlineData(1, "")]
    public async Task AppendAsync_OneInvalidRow_WritesNothing(double amount, string zone)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Usage.AppendAsync([At(Midnight, 1), At(Midnight, amount, zone)]));

        Assert.Empty(await Usage.ListSeriesAsync());
    }

    [Fact]
    public async Task ListSeriesAsync_OlderRowsLater_KeepsTheNewestTime()
    {
        await Usage.AppendAsync([At(Midnight.AddHours(3), 1), new ResourceUsage(Instants.Beta, new ResourceType("memory"), Midnight, 8)]);
        await Usage.AppendAsync([At(Midnight, 1)]);

        Assert.Equal(
            [new UsageSeries(Instants.Alpha, Instants.Cpu, Midnight.AddHours(3)), new UsageSeries(Instants.Beta, new ResourceType("memory"), Midnight)],
            await Usage.ListSeriesAsync());
    }

    [Fact]
    public async Task LatestAsync_ZonesOfTheNewestBucket_AreAddedUp()
    {
        await Usage.AppendAsync([At(Midnight, 50, "1"), At(Midnight.AddMinutes(7), 2, "1"), At(Midnight.AddMinutes(8), 3, "2")]);

        Assert.Equal(new UsageObservation(Midnight.AddMinutes(8), 5), await Usage.LatestAsync(Instants.Alpha, Instants.Cpu));
    }

    [Fact]
    public async Task AppendAsync_NastyNames_EachSeriesKeepsItsOwn()
    {
        ResourceUsage[] rows =
        [
            .. Instants.NastyNames.Select((name, index) => new ResourceUsage(
                new AccountId(name), new ResourceType(name), Midnight, index, name.Length <= 64 ? name : "1")),
        ];
        await Usage.AppendAsync(rows);

        Assert.Equal(rows.Length, (await Usage.ListSeriesAsync()).Count);
        foreach (ResourceUsage row in rows)
        {
            UsageHistory history = await Usage.ReadAsync(row.AccountId, row.ResourceType, Midnight, Midnight.AddDays(1));
            Assert.Equal([row.AmountUsed], history.Values.ToArray());
            Assert.All(history.ZoneShares.Keys, zone => Assert.Equal(row.Zone, zone));
            Assert.Equal(new UsageObservation(Midnight, row.AmountUsed), await Usage.LatestAsync(row.AccountId, row.ResourceType));
        }
    }

    [Fact]
    public async Task ReadAsync_ResourceTypesWithACommonBeginning_StayApart()
    {
        await Usage.AppendAsync([At(Midnight, 1), new ResourceUsage(Instants.Alpha, new ResourceType("cpu2"), Midnight, 2)]);

        UsageHistory history = await Usage.ReadAsync(Instants.Alpha, Instants.Cpu, Midnight, Midnight.AddDays(1));

        Assert.Equal([1.0], history.Values.ToArray());
    }

    [Fact]
    public async Task AppendAsync_QuarterOfAMillionRows_TakesSeconds()
    {
        // 30 accounts × 28 days × 288 buckets = 241,920 rows.
        ResourceUsage[] rows =
        [
            .. from account in Enumerable.Range(0, 30)
               from bucket in Enumerable.Range(0, 28 * 288)
               select new ResourceUsage(
                   new AccountId($"account-{account}"), Instants.Cpu, Midnight.AddMinutes(5 * bucket), (account * 10_000) + bucket, "1"),
        ];
        Stopwatch watch = Stopwatch.StartNew();

        int changed = await Usage.AppendAsync(rows);

        TimeSpan elapsed = watch.Elapsed;
        UsageHistory history = await Usage.ReadAsync(new AccountId("account-29"), Instants.Cpu, Midnight, Midnight.AddDays(28));
        Assert.Equal(241_920, changed);
        Assert.Equal(Enumerable.Range(290_000, 28 * 288).Select(value => (double)value), history.Values.ToArray());

        // It takes 2 seconds on an idle machine; the bound only catches a return to one write for each row.
        Assert.True(elapsed < TimeSpan.FromSeconds(40), $"The import took {elapsed}.");
        TestContext.Current.TestOutputHelper?.WriteLine($"241,920 rows in {elapsed.TotalSeconds:0.0} s");
    }

    private static ResourceUsage At(DateTimeOffset timestamp, double amount, string? zone = null) =>
        new(Instants.Alpha, Instants.Cpu, timestamp, amount, zone);
}
