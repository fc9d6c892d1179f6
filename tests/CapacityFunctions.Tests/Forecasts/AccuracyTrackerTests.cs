using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Accuracy;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Usage;
using CapacityFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PredictionInterval = CapacityFunctions.Planning.Predictions.PredictionInterval;

namespace CapacityFunctions.Tests.Forecasts;

/// <summary>Past predictions and what came, on a real Azurite.</summary>
public sealed class AccuracyTrackerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SeriesKey Series = new(new AccountId("a"), new ResourceType("cores"));
    private static readonly ModelInUse[] InUse = [new(ForecastHorizon.Hour, "ets", Drift: null), new(ForecastHorizon.Day, "theta", "worse")];

    private readonly ServiceProvider _services = AppServices.Create(azurite.ConnectionString, new FakeTimeProvider(Now), []);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task TrackAsync_AskedAgainAndAtTheSameTime_CountsOnce()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await SaveUsageAsync();
        await SaveAsync(Series.AccountId, ForecastHorizon.Hour, "ets", Now.AddHours(-1).AddMinutes(-5), [.. Enumerable.Repeat(11.0, 12)]);
        await SaveAsync(Series.AccountId, ForecastHorizon.Hour, "older", Now.AddHours(-1).AddMinutes(-10), [.. Enumerable.Repeat(99.0, 12)]);
        await SaveAsync(Series.AccountId, ForecastHorizon.Day, "theta", Now.AddHours(-25), [.. Enumerable.Repeat(9.0, 24)]);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => NewTracker().TrackAsync(CycleId.At(Now), Series, InUse, cancellation)));
        await NewTracker().TrackAsync(CycleId.At(Now.AddMinutes(5)), Series, InUse, cancellation);

        // Usage is 10 in the newest two days and 8 on the day before them: every error is 1. The hour's naive repeats 10 and errs nowhere.
        SeriesAccuracy found = await FindAsync(Series.AccountId);
        AccuracyFigures hour = found.Find(ForecastHorizon.Hour, "ets")!.Over(Now, 1);
        Assert.Equal((12, null, 0.1, 1.0, 0.1), (hour.Outcomes, hour.Mase, hour.ScaledError, hour.Coverage90, hour.Bias));
        ModelRecord day = found.Find(ForecastHorizon.Day, "theta")!;
        Assert.Equal((24, -0.1, "worse"), (day.Over(Now, 1).Outcomes, day.Over(Now, 1).Bias, day.Drift));
        Assert.Null(found.Find(ForecastHorizon.Hour, "older"));
        Assert.Equal(Now, found.JudgedThrough);
    }

    [Fact]
    public async Task TrackAsync_NextHour_AddsItsPredictionToTheOneBefore()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await SaveUsageAsync();
        await SaveAsync(Series.AccountId, ForecastHorizon.Hour, "ets", Now.AddHours(-2).AddMinutes(-5), [.. Enumerable.Repeat(12.0, 12)]);
        await SaveAsync(Series.AccountId, ForecastHorizon.Hour, "ets", Now.AddHours(-1).AddMinutes(-5), [.. Enumerable.Repeat(9.0, 12)]);

        await NewTracker().TrackAsync(CycleId.At(Now.AddHours(-1)), Series, InUse, cancellation);
        await NewTracker().TrackAsync(CycleId.At(Now), Series, InUse, cancellation);

        // 12 × 2 too much and 12 × 1 too little, of 24 × 10; intervals reach 1.5 to either side.
        AccuracyFigures hour = (await FindAsync(Series.AccountId)).Find(ForecastHorizon.Hour, "ets")!.Over(Now, 1);
        Assert.Equal((24, 36.0 / 240, 0.5, 12.0 / 240), (hour.Outcomes, hour.ScaledError, hour.Coverage90, hour.Bias));
    }

    [Fact]
    public async Task TrackGroupAsync_CyclesOfAnHour_JudgeTheGroupsForecastByTheirTotals()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        DateTimeOffset first = Now.AddHours(-1).AddMinutes(-5);
        await SaveAsync(account: null, ForecastHorizon.Hour, "sum of 2 accounts", first, [.. Enumerable.Repeat(21.0, 12)]);
        for (int step = 0; step <= 13; step++)
        {
            // The step before the cycle is the newest whose total is known: 20 and twelve more from the first one on.
            DateTimeOffset at = first.AddMinutes(5 * step);
            await NewTracker().TrackGroupAsync(CycleId.At(at), Series.ResourceType, Group(at, total: 20 + step), cancellation);
            await NewTracker().TrackGroupAsync(CycleId.At(at), Series.ResourceType, Group(at, total: 20 + step), cancellation);
        }

        // Totals of the twelve steps are 21 … 32 against 21: errors 0 … 11 add up to 66, usage to 318; 21 and 22 lie within 1.5.
        AccuracyFigures hour = (await FindAsync(account: null)).Find(ForecastHorizon.Hour, SeriesAccuracy.GroupModel)!.Over(Now, 1);
        Assert.Equal((12, 66.0 / 318, 2.0 / 12, -66.0 / 318), (hour.Outcomes, hour.ScaledError, hour.Coverage90, hour.Bias));
        Assert.Null(hour.Mase);
    }

    /// <summary>One for each process.</summary>
    private AccuracyTracker NewTracker() => ActivatorUtilities.CreateInstance<AccuracyTracker>(_services);

    private async Task<SeriesAccuracy> FindAsync(AccountId? account) =>
        (await _services.GetRequiredService<AccuracyStore>().FindAsync(account, Series.ResourceType, TestContext.Current.CancellationToken))!.Value;

    private Task SaveUsageAsync() => _services.GetRequiredService<UsageStore>().AppendAsync(
        [.. Enumerable.Range(0, 3 * 288).Select(step => Now.AddDays(-3).AddMinutes(5 * step)).Select(at =>
            new ResourceUsage(Series.AccountId, Series.ResourceType, at, at < Now.AddDays(-2) ? 8 : 10))],
        TestContext.Current.CancellationToken);

    private Task SaveAsync(AccountId? account, ForecastHorizon horizon, string model, DateTimeOffset at, double[] mean) =>
        _services.GetRequiredService<PredictionStore>().SaveAsync(
            [
                new StoredPrediction(
                    new WorkloadPrediction
                    {
                        AccountId = account,
                        ResourceType = Series.ResourceType,
                        CycleId = CycleId.At(at),
                        Horizon = horizon,
                        FirstTimestamp = at,
                        Mean = mean,
                        Intervals = [new PredictionInterval(0.9, [.. mean.Select(value => value - 1.5)], [.. mean.Select(value => value + 1.5)])],
                        Model = model,
                        Confidence = "High",
                    },
                    default),
            ],
            TestContext.Current.CancellationToken);

    private static Dictionary<ForecastHorizon, GroupForecast> Group(DateTimeOffset start, double total)
    {
        TimeSeries usage = TimeSeries.FromValues(start.AddMinutes(-5 * 300), TimeSpan.FromMinutes(5), new double[300]);
        TrainedModel model = new WorkloadPredictionEngine(new PredictionOptions { Methods = ["naive"] }).Train(usage, HorizonSpec.OneHour);
        GroupDemand demand = GroupDemand.Of("a", model.Forecast(), model.Errors, total);
        return new Dictionary<ForecastHorizon, GroupForecast> { [ForecastHorizon.Hour] = new(demand, demand.ToForecast(), PastForecasts: 0) };
    }
}
