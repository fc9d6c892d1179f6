using CapacityFunctions.Forecasts;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Signals;
using CapacityFunctions.Storage.Usage;
using CapacityFunctions.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CapacityFunctions.Tests.Forecasts;

/// <summary>Signals on their way from the store into forecasts, on a real Azurite.</summary>
public sealed class SeriesForecasterTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
    private static readonly SeriesKey Series = new(new AccountId("shop"), new ResourceType("cores"));

    private readonly ServiceProvider _services = Services(azurite.ConnectionString);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Forecast_SignalDrivesUsage_IsUsedAndMissedWhenItStops()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;

        // Two weeks of usage between 10 and 20, and 20 more in hours with orders; orders are known for eight days more.
        await Get<SignalStore>().AppendAsync([.. Hours(-14 * 24, 8 * 24).Select(at => new SignalValue("orders", "shop", at, Orders(at)))], cancellation);
        await Get<UsageStore>().AppendAsync([.. Usage(-14 * 24, 0)], cancellation);

        SeriesOutlook first = await Get<SeriesForecaster>().ForecastAsync(CycleId.At(Now), Series, cancellation);
        SeriesModelSet models = await Get<SeriesModels>().GetAsync(Series, Now, cancellation);
        double[] day = [.. models.Models.Single(entry => entry.Key == ForecastHorizon.Day).Value.Forecast(models.Inputs).Mean];

        // With the orders that are known, the hours that have some stand out by most of the 20.
        Assert.Null(first.FallbackReason);
        double with = Hours(0, 24).Select((at, i) => (at, i)).Where(hour => Orders(hour.at) > 0).Average(hour => day[hour.i]);
        double without = Hours(0, 24).Select((at, i) => (at, i)).Where(hour => Orders(hour.at) == 0).Average(hour => day[hour.i]);
        Assert.InRange(with - without, 12, 28);

        // Five days later nobody has sent further orders: known for the day ahead, not for the week.
        await Get<UsageStore>().AppendAsync([.. Usage(0, 5 * 24)], cancellation);
        SeriesOutlook later = await Get<SeriesForecaster>().ForecastAsync(CycleId.At(Now.AddDays(5)), Series, cancellation);
        SeriesModelSet advanced = await Get<SeriesModels>().GetAsync(Series, Now.AddDays(5), cancellation);

        Assert.Contains("orders", later.FallbackReason, StringComparison.Ordinal);
        Assert.Null(advanced.Models.Single(entry => entry.Key == ForecastHorizon.Day).Value.Forecast(advanced.Inputs).InputReason);
        Assert.All(advanced.Models, entry => Assert.All(entry.Value.Forecast(advanced.Inputs).Mean, value => Assert.InRange(value, 0, 60)));
    }

    private static ServiceProvider Services(string connection)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("AzureWebJobsStorage", connection),
                new("Capacity:TablePrefix", $"t{Guid.NewGuid().ToString("N")[..12]}"),
                new("Capacity:TrainingWeeks", "2"),
            ])
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddCapacityStorage(configuration)
            .AddCapacityFunctions(configuration)
            .BuildServiceProvider();
    }

    private static IEnumerable<DateTimeOffset> Hours(int from, int to) => Enumerable.Range(from, to - from).Select(hour => Now.AddHours(hour));

    /// <summary>1 in about a third of the three-hour blocks, without a season.</summary>
    private static double Orders(DateTimeOffset at)
    {
        ulong block = (ulong)(at.UtcTicks / TimeSpan.TicksPerHour / 3);
        return ((block * 0x9E3779B97F4A7C15UL) >> 32) % 3 == 0 ? 1 : 0;
    }

    private static IEnumerable<ResourceUsage> Usage(int from, int to) => Hours(from, to).SelectMany(at => Enumerable.Range(0, 12).Select(step => new ResourceUsage(
        Series.AccountId,
        Series.ResourceType,
        at.AddMinutes(5 * step),
        15 + (5 * Math.Sin(2 * Math.PI * at.Hour / 24)) + (20 * Orders(at)) + (step * 7 % 5 * 0.2))));

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
