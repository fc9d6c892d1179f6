using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Predictions;

public sealed class PredictionStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private PredictionStore Predictions => _host.Get<PredictionStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task GetAsync_Saved_IsExactlyWhatWasSaved()
    {
        StoredPrediction week = Of(Instants.Alpha, ForecastHorizon.Week, minute: 0, errorSampleBytes: 300_000);
        await Predictions.SaveAsync([week, Of(Instants.Alpha, ForecastHorizon.Hour, minute: 0)]);

        StoredPrediction? read = await Predictions.GetAsync(
            Instants.Alpha, Instants.Cpu, ForecastHorizon.Week, week.Prediction.CycleId);

        AssertSame(week, read);
    }

    [Fact]
    public async Task LatestAsync_SeveralCyclesSavedInAnyOrder_IsTheNewest()
    {
        await Predictions.SaveAsync([Of(Instants.Alpha, ForecastHorizon.Day, minute: 5)]);
        await Predictions.SaveAsync([Of(Instants.Alpha, ForecastHorizon.Day, minute: 0), Of(Instants.Alpha, ForecastHorizon.Hour, minute: 10)]);

        StoredPrediction? latest = await Predictions.LatestAsync(Instants.Alpha, Instants.Cpu, ForecastHorizon.Day);

        AssertSame(Of(Instants.Alpha, ForecastHorizon.Day, minute: 5), latest);
        Assert.Null(await Predictions.LatestAsync(Instants.Beta, Instants.Cpu, ForecastHorizon.Day));
        Assert.Null(await Predictions.LatestAsync(Instants.Alpha, new ResourceType("cp"), ForecastHorizon.Day));
    }

    [Fact]
    public async Task LatestAsync_Group_IsApartFromEveryAccount()
    {
        StoredPrediction group = Of(account: null, ForecastHorizon.Day, minute: 0);
        await Predictions.SaveAsync([group, Of(new AccountId("~g"), ForecastHorizon.Day, minute: 5)]);

        AssertSame(group, await Predictions.LatestAsync(account: null, Instants.Cpu, ForecastHorizon.Day));
    }

    [Fact]
    public async Task SaveAsync_SameCycleAgain_Replaces()
    {
        StoredPrediction first = Of(Instants.Alpha, ForecastHorizon.Day, minute: 0, errorSampleBytes: 100_000);
        StoredPrediction second = first with { Prediction = first.Prediction with { Model = "ets" }, ErrorSamples = new byte[] { 1 } };
        await Predictions.SaveAsync([first]);
        await Predictions.SaveAsync([second]);

        Page<StoredPrediction> all = await Predictions.HistoryAsync(
            Instants.Alpha, Instants.Cpu, ForecastHorizon.Day, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

        AssertSame(second, Assert.Single(all.Items));
    }

    [Fact]
    public async Task HistoryAsync_Pages_NewestFirstWithinBounds()
    {
        await Predictions.SaveAsync([.. Enumerable.Range(0, 7).Select(index => Of(Instants.Alpha, ForecastHorizon.Hour, 5 * index))]);

        List<CycleId> seen = [];
        string? token = null;
        do
        {
            Page<StoredPrediction> page = await Predictions.HistoryAsync(
                Instants.Alpha, Instants.Cpu, ForecastHorizon.Hour, Instants.Noon.AddMinutes(5), Instants.Noon.AddMinutes(30), pageSize: 2, token);
            seen.AddRange(page.Items.Select(item => item.Prediction.CycleId));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal([25, 20, 15, 10, 5], seen.Select(id => (int)(id.ScheduledAt - Instants.Noon).TotalMinutes));
    }

    [Fact]
    public async Task SaveAsync_IntervalOfAnotherLength_Throws()
    {
        StoredPrediction valid = Of(Instants.Alpha, ForecastHorizon.Hour, minute: 0);
        StoredPrediction invalid = valid with { Prediction = valid.Prediction with { Intervals = [new PredictionInterval(0.9, [1.0], [2.0])] } };

        await Assert.ThrowsAsync<ArgumentException>(() => Predictions.SaveAsync([valid, invalid]));
        Assert.Null(await Predictions.LatestAsync(Instants.Alpha, Instants.Cpu, ForecastHorizon.Hour));
    }

    [Fact]
    public async Task SaveAsync_MoreBytesThanABatchHolds_AreSplit()
    {
        // 3 horizons × 400 kB of samples × 4/3 for base64 = 1.6 MB a cycle; 4 cycles exceed the 4 MiB of one batch.
        StoredPrediction[] many =
        [
            .. from horizon in ForecastHorizons.All
               from index in Enumerable.Range(0, 4)
               select Of(Instants.Alpha, horizon, 5 * index, errorSampleBytes: 400_000),
        ];
        await Predictions.SaveAsync(many);

        AssertSame(many[3], await Predictions.LatestAsync(Instants.Alpha, Instants.Cpu, ForecastHorizon.Hour));
    }

    [Theory]
    [MemberData(nameof(Instants.NastyNameRows), MemberType = typeof(Instants))]
    public async Task LatestAsync_NastyNames_RoundTrip(string name)
    {
        StoredPrediction saved = Of(new AccountId(name), ForecastHorizon.Hour, minute: 0);
        saved = saved with { Prediction = saved.Prediction with { ResourceType = new ResourceType(name) } };
        await Predictions.SaveAsync([saved]);

        AssertSame(saved, await Predictions.LatestAsync(new AccountId(name), new ResourceType(name), ForecastHorizon.Hour));
    }

    private static StoredPrediction Of(AccountId? account, ForecastHorizon horizon, int minute, int errorSampleBytes = 0)
    {
        int steps = ForecastHorizons.StepsOf(horizon);
        byte[] samples = new byte[errorSampleBytes];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)(i % 251);
        }

        return new StoredPrediction(
            new WorkloadPrediction
            {
                AccountId = account,
                ResourceType = Instants.Cpu,
                CycleId = CycleId.At(Instants.Noon.AddMinutes(minute)),
                Horizon = horizon,
                FirstTimestamp = Instants.Noon.AddMinutes(minute + 5),
                Mean = [.. Enumerable.Range(0, steps).Select(step => step / 3.0)],
                Intervals =
                [
                    new PredictionInterval(0.8, [.. Enumerable.Range(0, steps).Select(step => step / 4.0)], [.. Enumerable.Range(0, steps).Select(step => step / 2.0)]),
                    new PredictionInterval(0.9, [.. Enumerable.Range(0, steps).Select(step => step / 5.0)], [.. Enumerable.Range(0, steps).Select(step => step / 1.5)]),
                ],
                Model = "ets+theta",
                Confidence = "Low",
                ConfidenceReason = "two days of history",
                Candidates = [new ModelScore("ets", 0.7), new ModelScore("theta", 0.8)],
            },
            samples);
    }

    private static void AssertSame(StoredPrediction expected, StoredPrediction? actual)
    {
        Assert.NotNull(actual);
        Assert.Equivalent(expected.Prediction, actual.Prediction, strict: true);
        Assert.Equal(expected.ErrorSamples.ToArray(), actual.ErrorSamples.ToArray());
    }
}
