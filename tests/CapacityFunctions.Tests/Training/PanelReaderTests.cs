using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Signals;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Signals;
using CapacityFunctions.Storage.Usage;
using CapacityFunctions.Testing;
using CapacityFunctions.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests.Training;

public sealed class PanelReaderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 2, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly ResourceType Cores = new("cores");

    private readonly ServiceProvider _services = AppServices.Create(
        azurite.ConnectionString, new FakeTimeProvider(Now), [], ("Capacity:LearningSeries", "4"), ("Capacity:TrainingWeeks", "1"));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Read_AccountWithZoneAndSignals_KnowsItAsTheForecastsWill()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        LinkedAccount account = new() { Id = new AccountId("shop"), Priority = 3, BusinessUnit = "retail", TimeZone = "Europe/Berlin" };
        await Get<AccountStore>().PutAsync(account, WriteCondition.Always, cancellation);
        await UseAsync("shop", days: 5);
        await Get<SignalStore>().AppendAsync(
            [new SignalValue("campaign", "shop", End.AddDays(-2), 1), new SignalValue("campaign", "shop", End.AddDays(2), 0)], cancellation);

        SeriesPanel panel = await Get<PanelReader>().ReadAsync(ForecastHorizon.Day, Now, cancellation);

        PanelSeries item = Assert.Single(panel.Series);
        Assert.Equal("shop\ncores", item.Series.Id);
        Assert.Equal(["resource-type=cores", "priority=3", "time-zone=Europe/Berlin", "business-unit=retail"], item.Series.Traits);

        // In November Berlin is an hour ahead; what ends at midnight in UTC ends at one o'clock there.
        Assert.Equal(End.AddDays(-5).AddHours(1), item.History.Start);
        Assert.Equal(End.AddHours(1), item.History.End);
        ExternalInput campaign = Assert.Single(item.Series.Inputs.All);
        Assert.Equal(InputKnowledge.KnownAhead, campaign.Knowledge);
        Assert.Equal(End.AddDays(2).AddHours(1), campaign.Latest);

        SeriesFacts facts = await Get<SeriesFactsReader>().ReadAsync(new SeriesKey(account.Id, Cores), End.AddDays(-7), End, cancellation);
        LearnedSeries later = facts.Learned(panel.Horizon, End);
        Assert.Equal((item.Series.Id, campaign.Latest), (later.Id, later.Inputs.All[0].Latest));
        Assert.Equal(item.Series.Traits, later.Traits);
    }

    [Fact]
    public async Task Read_MoreSeriesThanAllowed_TakesTheSameOnesAndLeavesOutTheShort()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string[] names = [.. Enumerable.Range(0, 8).Select(number => $"account-{number}")];
        foreach (string name in names)
        {
            await Get<AccountStore>().PutAsync(new LinkedAccount { Id = new AccountId(name) }, WriteCondition.Always, cancellation);
        }

        // Usage of an account that is gone doesn't count.
        await Task.WhenAll(names.Append("gone").Select(name => UseAsync(name, days: 4)));
        string[] expected = [.. SeriesSample.Of(names.Select(name => new SeriesKey(new AccountId(name), Cores)), 4).Select(SeriesSample.NameOf)];

        SeriesPanel day = await Get<PanelReader>().ReadAsync(ForecastHorizon.Day, Now, cancellation);
        SeriesPanel hour = await Get<PanelReader>().ReadAsync(ForecastHorizon.Hour, Now, cancellation);
        SeriesPanel week = await Get<PanelReader>().ReadAsync(ForecastHorizon.Week, Now, cancellation);

        Assert.Equal(expected, day.Series.Select(item => item.Series.Id));
        Assert.Equal(expected, hour.Series.Select(item => item.Series.Id));
        Assert.Empty(week.Series);
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private Task UseAsync(string account, int days) => Get<UsageStore>().AppendAsync(
        [.. Enumerable.Range(0, days * 288).Select(step => new ResourceUsage(new AccountId(account), Cores, End.AddDays(-days).AddMinutes(5 * step), step % 288))]);
}
