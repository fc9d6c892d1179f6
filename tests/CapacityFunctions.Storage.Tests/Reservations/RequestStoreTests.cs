using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Reservations;

public sealed class RequestStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private RequestStore Requests => _host.Get<RequestStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task WriteIntentsAsync_MoreThanABatch_AreListedInOrder()
    {
        ReservationRequest[] requests = [.. Enumerable.Range(0, 230).Select(index => Of(Instants.Noon, new AccountId($"account-{index:D3}")))];

        IReadOnlyList<ReservationRequest> stored = await Requests.WriteIntentsAsync([.. requests.Reverse()]);

        Assert.Equal(requests.Reverse(), stored);
        Assert.Equal(requests, await Requests.ListForCycleAsync(CycleId.At(Instants.Noon)));
        Assert.Empty(await Requests.ListForCycleAsync(CycleId.At(Instants.Noon.AddMinutes(5))));
    }

    [Fact]
    public async Task WriteIntentsAsync_AgainAfterCompletion_KeepsTheFirstDecisionAndItsOutcome()
    {
        ReservationRequest intent = Of(Instants.Noon, Instants.Alpha);
        await Requests.WriteIntentsAsync([intent]);
        ReservationRequest done = intent with { Outcome = RequestOutcome.Refused, OutcomeReason = "zone full" };
        await Requests.CompleteAsync(done);

        ReservationRequest other = Of(Instants.Noon, Instants.Beta);
        IReadOnlyList<ReservationRequest> stored = await Requests.WriteIntentsAsync([other, intent with { Target = 99 }]);

        Assert.Equal([other, done], stored);
        Assert.Equal([done, other], await Requests.ListForCycleAsync(intent.CycleId));
    }

    [Fact]
    public async Task GetAsync_KnownAndUnknownId_FindsTheOneAlone()
    {
        ReservationRequest request = Of(Instants.Noon, Instants.Alpha);
        await Requests.WriteIntentsAsync([request]);

        Assert.Equal(request, await Requests.GetAsync(request.CycleId, request.Id));
        Assert.Null(await Requests.GetAsync(request.CycleId, request.Id + "x"));
        Assert.Null(await Requests.GetAsync(CycleId.At(Instants.Noon.AddMinutes(5)), request.Id));
    }

    [Fact]
    public async Task WriteIntentsAsync_TwiceAtOnce_WritesOnce()
    {
        ReservationRequest[] requests = [.. Enumerable.Range(0, 20).Select(index => Of(Instants.Noon, new AccountId($"account-{index:D3}")))];

        await Task.WhenAll(Requests.WriteIntentsAsync(requests), Requests.WriteIntentsAsync(requests[5..]));

        Assert.Equal(requests, await Requests.ListForCycleAsync(CycleId.At(Instants.Noon)));
    }

    [Fact]
    public async Task ListUnfinishedAsync_OverTwoDays_FindsIntentsAlone()
    {
        ReservationRequest yesterday = Of(Instants.Noon.AddDays(-1), Instants.Alpha);
        ReservationRequest today = Of(Instants.Noon, Instants.Alpha);
        ReservationRequest done = Of(Instants.Noon, Instants.Beta) with { Outcome = RequestOutcome.Applied };
        await Requests.WriteIntentsAsync([today, yesterday]);
        await Requests.CompleteAsync(done);

        Assert.Equal([yesterday, today], await Requests.ListUnfinishedAsync(Instants.Noon.AddDays(-2), Instants.Noon.AddMinutes(1)));
        Assert.Equal([yesterday], await Requests.ListUnfinishedAsync(Instants.Noon.AddDays(-2), Instants.Noon));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task HistoryAsync_PagesOverDaysAndGaps_NewestFirstNothingTwice(int pageSize)
    {
        // Cycles today, yesterday and 70 days ago, two accounts each.
        DateTimeOffset[] times = [Instants.Noon, Instants.Noon.AddMinutes(-5), Instants.Noon.AddDays(-1), Instants.Noon.AddDays(-70)];
        await Requests.WriteIntentsAsync([.. times.SelectMany(time => new[] { Of(time, Instants.Alpha), Of(time, Instants.Beta) })]);

        List<ReservationRequest> all = await ReadAllAsync(account: null, pageSize);
        List<ReservationRequest> ofBeta = await ReadAllAsync(Instants.Beta, pageSize);

        Assert.Equal(times.SelectMany(time => new[] { time, time }), all.Select(request => request.CycleId.ScheduledAt));
        Assert.Equal(8, all.DistinctBy(request => request.Id, StringComparer.Ordinal).Count());
        Assert.Equal(times, ofBeta.Select(request => request.CycleId.ScheduledAt));
    }

    [Fact]
    public async Task HistoryAsync_Bounds_FromIsInToIsOut()
    {
        await Requests.WriteIntentsAsync([Of(Instants.Noon, Instants.Alpha), Of(Instants.Noon.AddMinutes(5), Instants.Alpha)]);

        Page<ReservationRequest> page = await Requests.HistoryAsync(Instants.Noon, Instants.Noon.AddMinutes(5));

        Assert.Equal(Instants.Noon, Assert.Single(page.Items).CycleId.ScheduledAt);
        Assert.Empty((await Requests.HistoryAsync(Instants.Noon, Instants.Noon)).Items);
    }

    [Fact]
    public async Task HistoryAsync_ForeignToken_Throws() => await Assert.ThrowsAsync<ArgumentException>(() =>
        Requests.HistoryAsync(Instants.Noon.AddDays(-1), Instants.Noon, continuationToken: "bm90IGEgZGF5"));

    [Theory]
    [MemberData(nameof(Instants.NastyNameRows), MemberType = typeof(Instants))]
    public async Task HistoryAsync_NastyNames_RoundTrip(string name)
    {
        ReservationRequest request = Of(Instants.Noon, new AccountId(name)) with { ResourceType = new ResourceType(name) };
        await Requests.WriteIntentsAsync([request, Of(Instants.Noon, Instants.Alpha)]);
        await Requests.CompleteAsync(request with { Outcome = RequestOutcome.Applied });

        Page<ReservationRequest> page = await Requests.HistoryAsync(Instants.Noon, Instants.Noon.AddMinutes(1), request.AccountId);

        Assert.Equal([request with { Outcome = RequestOutcome.Applied }], page.Items);
    }

    private async Task<List<ReservationRequest>> ReadAllAsync(AccountId? account, int pageSize)
    {
        List<ReservationRequest> all = [];
        string? token = null;
        do
        {
            Page<ReservationRequest> page = await Requests.HistoryAsync(
                Instants.Noon.AddDays(-100), Instants.Noon.AddMinutes(1), account, pageSize, token);
            Assert.True(page.Items.Count <= pageSize);
            all.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);

        return all;
    }

    private static ReservationRequest Of(DateTimeOffset scheduledAt, AccountId account) => new()
    {
        Id = $"{CycleId.At(scheduledAt)}/{account}/cpu/1",
        CycleId = CycleId.At(scheduledAt),
        AccountId = account,
        ResourceType = Instants.Cpu,
        Zone = "1",
        Timestamp = scheduledAt.AddSeconds(3),
        RequestType = RequestType.Increase,
        Amount = 2.5m,
        Before = 10m,
        Target = 12.5m,
        Reason = "demand 12.2 above 10",
    };
}
