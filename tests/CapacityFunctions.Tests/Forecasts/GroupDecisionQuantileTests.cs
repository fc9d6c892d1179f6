using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests.Forecasts;

/// <summary>What the policy pooled learns of its orders from cycle to cycle, on a real Azurite.</summary>
public sealed class GroupDecisionQuantileTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncDisposable
{
    private const int Trained = 3 * 288;
    private const int Step = 2;
    private const double Probability = 0.9;
    private static readonly ResourceType Cores = new("cores");
    private static readonly DateTimeOffset Origin = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private readonly ServiceProvider _services = AppServices.Create(azurite.ConnectionString, new FakeTimeProvider(Origin), []);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task CorrectionAsync_OutcomesAboveTheQuantile_RaisesIt()
    {
        double correction = 0;
        for (int cycle = 0; cycle < 40; cycle++)
        {
            correction = await CorrectionAsync(cycle, lastStep: 60);
        }

        // The probability is moved up with every excess: 20 is expected, 60 came each time.
        Assert.True(correction > 0, $"{correction}");
    }

    [Fact]
    public async Task CorrectionAsync_TheSameCycleTwice_AnswersAlike()
    {
        await CorrectionAsync(0, lastStep: 20);
        await CorrectionAsync(1, lastStep: 60);
        double first = await CorrectionAsync(2, lastStep: 60);

        Assert.Equal(first, await CorrectionAsync(2, lastStep: 60));
    }

    private async Task<double> CorrectionAsync(int cycle, double lastStep)
    {
        TrainedModel model = Model.Value.Update(Usage(Trained + cycle));
        Forecast forecast = model.Forecast();
        GroupDemand demand = GroupDemand.Of("a", forecast, model.Errors, lastStep);
        return await _services.GetRequiredService<GroupDecisionQuantile>().CorrectionAsync(
            Cores, new GroupForecast(demand, forecast, 0), Step, Probability, TestContext.Current.CancellationToken);
    }

    private static readonly Lazy<TrainedModel> Model = new(() =>
        new WorkloadPredictionEngine(new PredictionOptions { Methods = ["seasonal-average"] }).Train(Usage(Trained), HorizonSpec.OneHour));

    /// <summary>About 20, with a little noise.</summary>
    private static TimeSeries Usage(int length) => TimeSeries.FromValues(
        Origin.AddMinutes(-5 * Trained), TimeSpan.FromMinutes(5), [.. Enumerable.Range(0, length).Select(step => 20 + (step * 7 % 11 * 0.3))]);
}
