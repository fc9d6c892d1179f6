using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Previews;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Signals;
using CapacityFunctions.Storage.Usage;
using CapacityFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests.Previews;

/// <summary>
/// Two weeks of usage between 10 and 20, and 20 more in hours with orders. Orders are known for eight days more, and none is among them: what is
/// posted adds some.
/// </summary>
public sealed class SignalPreviewerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
    private static readonly SeriesKey Series = new(new AccountId("shop"), new ResourceType("cores"));

    [Fact]
    public async Task Preview_SignalThatTheModelUses_ShowsWhatTheNextForecastIs()
    {
        await using ServiceProvider app = AppServices.Create(azurite.ConnectionString, new FakeTimeProvider(Now), [], ("Capacity:TrainingWeeks", "2"));
        await app.GetRequiredService<SignalStore>().AppendAsync(
            [.. Hours(-14 * 24, 8 * 24).Select(at => new SignalValue("orders", "shop", at, at < Now ? Orders(at) : 0))]);
        await app.GetRequiredService<UsageStore>().AppendAsync([.. Usage()]);
        await app.GetRequiredService<SeriesForecaster>().ForecastAsync(CycleId.At(Now), Series, CancellationToken.None);
        SignalValue[] posted = [.. Hours(6, 12).Select(at => new SignalValue("orders", "shop", at, 1)), new SignalValue("weather", "*", Now, 20)];

        IReadOnlyList<SignalEffect> effects = await app.GetRequiredService<SignalPreviewer>().PreviewAsync(posted, CancellationToken.None);

        SignalEffect day = effects.Single(effect => effect.Horizon == "P1D");
        Assert.True(day.UsesSignal, day.Reason);
        Assert.Contains("orders: kept at selection", day.Reason, StringComparison.Ordinal);
        Assert.Contains("weather: the model in force was chosen without having seen it", day.Reason, StringComparison.Ordinal);
        double[] difference = [.. day.MeanWith.Zip(day.MeanWithout, (with, without) => with - without)];
        Assert.Equal(Now, day.Timestamps[0]);
        Assert.Equal(Now.AddHours(23), day.Timestamps[^1]);
        Assert.All(difference[6..12], effect => Assert.InRange(effect, 10, 30)); // most of the 20
        Assert.All(difference[..6].Concat(difference[12..]), effect => Assert.InRange(effect, -5, 5));

        // Nothing was written: the forecast of the same models is the one without. Posted for good, it is the one with.
        Assert.Equal(day.MeanWithout, await DayAsync(app, Now.AddMinutes(1)));
        await app.GetRequiredService<SignalStore>().AppendAsync(posted);
        Assert.Equal(day.MeanWith, await DayAsync(app, Now.AddMinutes(2)));
    }

    private static async Task<IReadOnlyList<double>> DayAsync(ServiceProvider app, DateTimeOffset at)
    {
        await app.GetRequiredService<SeriesForecaster>().ForecastAsync(CycleId.At(at), Series, CancellationToken.None);
        StoredPrediction? stored = await app.GetRequiredService<PredictionStore>().GetAsync(
            Series.AccountId, Series.ResourceType, ForecastHorizon.Day, CycleId.At(at), CancellationToken.None);
        return stored!.Prediction.Mean;
    }

    private static IEnumerable<DateTimeOffset> Hours(int from, int to) => Enumerable.Range(from, to - from).Select(hour => Now.AddHours(hour));

    /// <summary>1 in about a third of the three-hour blocks, without a season.</summary>
    private static double Orders(DateTimeOffset at)
    {
        ulong block = (ulong)(at.UtcTicks / TimeSpan.TicksPerHour / 3);
        return ((block * 0x9E3779B97F4A7C15UL) >> 32) % 3 == 0 ? 1 : 0;
    }

    private static IEnumerable<ResourceUsage> Usage() => Hours(-14 * 24, 0).SelectMany(at => Enumerable.Range(0, 12).Select(step => new ResourceUsage(
        Series.AccountId,
        Series.ResourceType,
        at.AddMinutes(5 * step),
        15 + (5 * Math.Sin(2 * Math.PI * at.Hour / 24)) + (20 * Orders(at)) + (step * 7 % 5 * 0.2))));
}
