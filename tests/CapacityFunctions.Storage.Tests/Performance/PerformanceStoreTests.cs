using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Performance;
using CapacityFunctions.Storage.Performance;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Performance;

public sealed class PerformanceStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private readonly StorageHost _host = new(azurite);

    private PerformanceStore Performance => _host.Get<PerformanceStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ReadAsync_NothingStored_IsEmpty() =>
        Assert.Empty(await Performance.ReadAsync(Instants.Alpha, Midnight, Midnight.AddDays(1)));

    [Fact]
    public async Task ReadAsync_AcrossMidnight_GivesWhatWasMeasuredByTime()
    {
        AccountPerformance[] rows =
        [
            At(Midnight.AddMinutes(1), latency: 0.1 + 0.2, throughput: null),
            At(Midnight.AddSeconds(-1), latency: 240, throughput: 12.5),
            At(Midnight, latency: null, throughput: 0),
        ];
        await Performance.AppendAsync([.. rows, new AccountPerformance(Instants.Beta, rows[0].Sample)]);

        IReadOnlyList<ServiceLevelSample> read = await Performance.ReadAsync(Instants.Alpha, Midnight.AddHours(-1), Midnight.AddHours(1));

        Assert.Equal([rows[1].Sample, rows[2].Sample, rows[0].Sample], read);
    }

    [Fact]
    public async Task ReadAsync_Bounds_FromIsInToIsOut()
    {
        await Performance.AppendAsync([.. Enumerable.Range(0, 30).Select(step => At(Midnight.AddMinutes(5 * step), latency: step))]);

        IReadOnlyList<ServiceLevelSample> read = await Performance.ReadAsync(Instants.Alpha, Midnight.AddMinutes(55), Midnight.AddMinutes(70));

        Assert.Equal([11.0, 12.0, 13.0], read.Select(sample => sample.LatencyMs));
        Assert.Empty(await Performance.ReadAsync(Instants.Alpha, Midnight, Midnight));
    }

    [Fact]
    public async Task AppendAsync_SameRowsAgainInAnotherOrder_ChangesNothing()
    {
        AccountPerformance[] rows = [.. Enumerable.Range(0, 600).Select(step => At(Midnight.AddMinutes(5 * step), latency: step * 0.25, throughput: step))];
        int first = await Performance.AppendAsync(rows);
        IReadOnlyList<ServiceLevelSample> before = await Performance.ReadAsync(Instants.Alpha, Midnight, Midnight.AddDays(3));

        int again = await Performance.AppendAsync([.. rows.Reverse()]);

        Assert.Equal((600, 0), (first, again));
        Assert.Equal(before, await Performance.ReadAsync(Instants.Alpha, Midnight, Midnight.AddDays(3)));
        Assert.Equal(rows.Select(row => row.Sample), before);
    }

    [Fact]
    public async Task AppendAsync_OneInstantInParts_KeepsBothAndTheLaterValueCounts()
    {
        await Performance.AppendAsync([At(Midnight, latency: 100)]);
        await Performance.AppendAsync([At(Midnight, throughput: 7), At(Midnight, throughput: 8)]);

        Assert.Equal([At(Midnight, 100, 8).Sample], await Performance.ReadAsync(Instants.Alpha, Midnight, Midnight.AddMinutes(1)));
        Assert.Equal(1, await Performance.AppendAsync([At(Midnight, latency: 90)]));
        Assert.Equal([At(Midnight, 90, 8).Sample], await Performance.ReadAsync(Instants.Alpha, Midnight, Midnight.AddMinutes(1)));
    }

    [Fact]
    public async Task AppendAsync_ADayOfEverySecond_FitsAndIsReadBack()
    {
        AccountPerformance[] rows = [.. Enumerable.Range(0, 86_400).Select(second => At(Midnight.AddSeconds(second), latency: second, throughput: 1))];

        Assert.Equal(86_400, await Performance.AppendAsync(rows));

        IReadOnlyList<ServiceLevelSample> read = await Performance.ReadAsync(Instants.Alpha, Midnight, Midnight.AddDays(1));
        Assert.Equal(rows.Select(row => row.Sample), read);
    }

    [Fact]
    public async Task AppendAsync_SeveralWritersOfOneHour_LoseNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer =>
            Performance.AppendAsync([.. Enumerable.Range(0, 5).Select(step => At(Midnight.AddSeconds((writer * 60) + step), latency: writer))])));

        Assert.Equal(40, (await Performance.ReadAsync(Instants.Alpha, Midnight, Midnight.AddHours(1))).Count);
    }

    [Theory]
    [InlineData(double.NaN, 1.0)]
    [InlineData(-1.0, null)]
    [InlineData(null, double.PositiveInfinity)]
    [InlineData(null, null)]
    public async Task AppendAsync_NoMeasurement_IsRefusedAndNothingIsWritten(double? latency, double? throughput)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Performance.AppendAsync([At(Midnight, latency: 1), At(Midnight.AddMinutes(1), latency, throughput)]));

        Assert.Empty(await Performance.ReadAsync(Instants.Alpha, Midnight, Midnight.AddHours(1)));
    }

    [Theory]
    [MemberData(nameof(Instants.NastyNameRows), MemberType = typeof(Instants))]
    public async Task ReadAsync_NastyNames_RoundTrip(string name)
    {
        AccountId account = new(name);
        await Performance.AppendAsync([new AccountPerformance(account, At(Midnight, latency: 5).Sample)]);

        Assert.Equal([At(Midnight, latency: 5).Sample], await Performance.ReadAsync(account, Midnight, Midnight.AddHours(1)));
    }

    private static AccountPerformance At(DateTimeOffset at, double? latency = null, double? throughput = null) =>
        new(Instants.Alpha, new ServiceLevelSample { At = at, LatencyMs = latency, Throughput = throughput });
}
