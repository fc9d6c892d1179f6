using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Models;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests.Forecasts;

/// <summary>Shards on their way to the group's forecast, on a real Azurite.</summary>
public sealed class GroupForecasterTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncDisposable
{
    private const int Trained = 4 * 288;
    private static readonly ResourceType Cores = new("cores");

    // A multiple of 65 minutes on absolute time: where the hour's forecasts are kept to be judged.
    private static readonly DateTimeOffset Origin = new(639_150_000_000_000_000 / (65 * TimeSpan.TicksPerMinute) * (65 * TimeSpan.TicksPerMinute), TimeSpan.Zero);
    private readonly ServiceProvider _services = AppServices.Create(azurite.ConnectionString, new FakeTimeProvider(Origin), []);

    private GroupForecaster Forecaster => _services.GetRequiredService<GroupForecaster>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task ForecastAsync_TheSameCycleTwice_CountsItOnce()
    {
        CycleId cycle = await SaveAsync(steps: 0, lastStep: 20);

        GroupForecast first = await ForecastAsync(cycle);
        byte[] state = (await StateAsync())!;
        GroupForecast second = await ForecastAsync(cycle);

        Assert.Equal(1, first.PastForecasts);
        Assert.Equal(1, second.PastForecasts);
        Assert.Equal(first.Forecast.Quantile(0.95), second.Forecast.Quantile(0.95));
        Assert.Equal(state, await StateAsync());
    }

    /// <summary>Usage far above the forecast in every step of an hour widens what is forecast after it.</summary>
    [Fact]
    public async Task ForecastAsync_OutcomesFarAbove_WidenTheNextForecast()
    {
        await ForecastAsync(await SaveAsync(steps: 0, lastStep: 20));
        for (int step = 1; step < 13; step++)
        {
            await ForecastAsync(await SaveAsync(step, lastStep: 90));
        }

        GroupForecast next = await ForecastAsync(await SaveAsync(steps: 13, lastStep: 90));

        Assert.Equal(2, next.PastForecasts);

        // The width's logarithm grows by 0.02 × 0.95 with each of 12 misses, so the 95 % quantile moves out to 1.645 × e^0.228 = 2.07 of the sum's own normal
        // scores: beyond its 97.5 % quantile at 1.96.
        Assert.True(next.Forecast.QuantileAt(0, 0.95) > next.Demand.ToForecast().QuantileAt(0, 0.975));
    }

    [Fact]
    public async Task ForecastAsync_UnreadableState_BeginsAnew()
    {
        await _services.GetRequiredService<ModelStore>().SaveAsync(
            new StoredModel
            {
                ResourceType = Cores,
                Grid = ForecastHorizons.NameOf(ForecastHorizon.Hour),
                TrainedAt = Origin,
                Through = Origin,
                State = new byte[] { 99, 1, 2 },
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(1, (await ForecastAsync(await SaveAsync(steps: 0, lastStep: 20))).PastForecasts);
    }

    private async Task<GroupForecast> ForecastAsync(CycleId cycle) =>
        (await Forecaster.ForecastAsync(cycle, Cores, TestContext.Current.CancellationToken))[ForecastHorizon.Hour];

    private async Task<byte[]?> StateAsync() => (await _services.GetRequiredService<ModelStore>().LoadAsync(
        account: null, Cores, ForecastHorizons.NameOf(ForecastHorizon.Hour), TestContext.Current.CancellationToken))?.State.ToArray();

    /// <summary>Two accounts in two shards, as they are some steps after the origin.</summary>
    private async Task<CycleId> SaveAsync(int steps, double lastStep)
    {
        CycleId cycle = CycleId.At(Origin.AddMinutes(5 * steps));
        for (int shard = 0; shard < 2; shard++)
        {
            TrainedModel model = Models.Value[shard].Update(Usage(shard, Trained + steps));
            byte[] part = GroupDemand.Of($"account-{shard}", model.Forecast(), model.Errors, lastStep).Serialize();
            await _services.GetRequiredService<ShardStore>().SaveAsync(cycle, Cores, ForecastHorizon.Hour, shard, part, TestContext.Current.CancellationToken);
        }

        return cycle;
    }

    private static readonly Lazy<TrainedModel[]> Models = new(() =>
        [.. Enumerable.Range(0, 2).Select(account => new WorkloadPredictionEngine(new PredictionOptions { Methods = ["seasonal-average"] })
            .Train(Usage(account, Trained), HorizonSpec.OneHour))]);

    /// <summary>A day between 10 and 30 with a little noise.</summary>
    private static TimeSeries Usage(int account, int length) => TimeSeries.FromValues(
        Origin.AddMinutes(-5 * Trained),
        TimeSpan.FromMinutes(5),
        [.. Enumerable.Range(0, length).Select(step => 20 + (10 * Math.Sin(2 * Math.PI * step / 288)) + (((step * 7) + account) % 5 * 0.3))]);
}
