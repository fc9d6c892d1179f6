using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Reservations;

public sealed class RequestStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly AzuriteFixture _azurite = azurite;
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
    public async Task ListOpenAsync_OverTwoDays_FindsIntendedAndPendingOfTheLastDayAlone()
    {
        ReservationRequest longAgo = Of(Instants.Noon.AddDays(-1).AddMinutes(-1), Instants.Alpha);
        ReservationRequest yesterday = Of(Instants.Noon.AddHours(-20), Instants.Alpha);
        ReservationRequest pending = Of(Instants.Noon.AddMinutes(-5), Instants.Alpha) with { Outcome = RequestOutcome.Pending };
        ReservationRequest now = Of(Instants.Noon, Instants.Alpha);
        await Requests.WriteIntentsAsync([now, yesterday, longAgo]);
        await Requests.SaveAsync(
        [
            pending,
            .. Enum.GetValues<RequestOutcome>()
                .Where(outcome => outcome is not (RequestOutcome.Intended or RequestOutcome.Pending))
                .Select(outcome => Of(Instants.Noon.AddMinutes(-5), new AccountId($"{outcome}")) with { Outcome = outcome }),
        ]);

        Assert.Equal([yesterday, pending], await Requests.ListOpenAsync(CycleId.At(Instants.Noon)));
        Assert.Equal([longAgo, yesterday], await Requests.ListOpenAsync(pending.CycleId));
    }

    [Fact]
    public async Task ListOpenAsync_AfterSettledBefore_LooksBackNoFurther()
    {
        ReservationRequest earlier = Of(Instants.Noon.AddMinutes(-10), Instants.Alpha);
        ReservationRequest later = Of(Instants.Noon.AddMinutes(-5), Instants.Alpha);
        await Requests.WriteIntentsAsync([earlier, later]);

        await Requests.SettledBeforeAsync(later.CycleId);

        Assert.Equal([later], await Requests.ListOpenAsync(CycleId.At(Instants.Noon)));
    }

    /// <summary>Recorded usage is replayed on a clock of its own, which may be earlier than that of the run before.</summary>
    [Fact]
    public async Task ListOpenAsync_SettledBeforeALaterCycle_LooksBackAllTheSame()
    {
        ReservationRequest open = Of(Instants.Noon.AddMinutes(-10), Instants.Alpha);
        await Requests.WriteIntentsAsync([open]);

        await Requests.SettledBeforeAsync(CycleId.At(Instants.Noon.AddDays(3)));

        Assert.Equal([open], await Requests.ListOpenAsync(CycleId.At(Instants.Noon)));
    }

    [Fact]
    public async Task CompleteAsync_WithFailure_ReadsItBackWhole()
    {
        ReservationRequest refused = Of(Instants.Noon, Instants.Alpha) with
        {
            Outcome = RequestOutcome.Refused,
            OutcomeReason = "used up",
            Failure = new ProviderFailure(FailureClass.Quota, "QuotaExceeded", "used up")
            {
                RetryAfter = TimeSpan.FromSeconds(37),
                Quota = new QuotaShortage("standardDSv5Family", 100, 96, 8, 104),
            },
        };

        await Requests.CompleteAsync(refused);

        Assert.Equal(refused, await Requests.GetAsync(refused.CycleId, refused.Id));
    }

    [Fact]
    public async Task GetAsync_RowOfAnEarlierVersion_HasItsReasonAndNoFailure()
    {
        ReservationRequest request = Of(Instants.Noon, Instants.Alpha);
        await Requests.WriteIntentsAsync([request]);
        TableClient table = new(_azurite.ConnectionString, $"{_host.Prefix}Requests");
        TableEntity row = await table.QueryAsync<TableEntity>("PartitionKey eq '20261124'").SingleAsync();
        row["Request"] = """
            {"id":"ID","cycleId":"cycle-20261124T1200Z","accountId":"alpha","resourceType":"cpu","zone":"1","timestamp":"2026-11-24T12:00:03+00:00",
             "requestType":"Increase","amount":2.5,"before":10,"target":12.5,"reason":"demand 12.2 above 10","outcome":"Refused","outcomeReason":"no more"}
            """.Replace("ID", request.Id, StringComparison.Ordinal);
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Assert.Equal(
            request with { Outcome = RequestOutcome.Refused, OutcomeReason = "no more" }, await Requests.GetAsync(request.CycleId, request.Id));
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
