using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Testing;
using CapacityFunctions.Testing.Learning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests.Forecasts;

public sealed class LearnedModelsTests : IClassFixture<AzuriteFixture>, IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 2, 17, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);
    private readonly PanelMeanLearner _learner = new();
    private readonly ServiceProvider _services;

    public LearnedModelsTests(AzuriteFixture azurite) => _services = AppServices.Create(azurite.ConnectionString, _time, [_learner]);

    private LearnedModels Learned => _services.GetRequiredService<LearnedModels>();

    private LearnedModelStore Store => _services.GetRequiredService<LearnedModelStore>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Champions_WithinAMinute_AreNotAskedForAgain()
    {
        await PromoteAsync(1);
        LearnedChampion first = Assert.Single(await ChampionsAsync());
        await PromoteAsync(2);
        _time.Advance(TimeSpan.FromSeconds(59));

        Assert.Same(first, Assert.Single(await ChampionsAsync()));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Key(2), Assert.Single(await ChampionsAsync()).Key);
    }

    [Fact]
    public async Task Champions_AfterAPromotionHere_AreAskedForAtOnce()
    {
        Assert.Empty(await ChampionsAsync());
        await PromoteAsync(1);
        Learned.Forget();

        Assert.Equal(Key(1), Assert.Single(await ChampionsAsync()).Key);
    }

    [Fact]
    public async Task Champions_ManyAtOnce_AreReadOnce()
    {
        await PromoteAsync(1);

        IReadOnlyList<LearnedChampion>[] all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ChampionsAsync()));

        Assert.All(all, champions => Assert.Same(all[0], champions));
    }

    [Fact]
    public async Task Champions_UnreadableOrUnknown_AreLeftOut()
    {
        await PromoteAsync(1, state: [1, 2, 3]);
        await PromoteAsync(1, learner: "from-the-future");

        Assert.Empty(await ChampionsAsync());
    }

    [Fact]
    public async Task Find_AnyVersion_IsReadOnceUntilTheNextLook()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await PromoteAsync(1);
        await PromoteAsync(2);
        ILearnedModel retired = (await Learned.FindAsync(Key(1), cancellation))!;

        Assert.Same(retired, await Learned.FindAsync(Key(1), cancellation));
        Assert.Null(await Learned.FindAsync(Key(3), cancellation));
        await PromoteAsync(3);
        Assert.Null(await Learned.FindAsync(Key(3), cancellation));

        LearnedChampion champion = Assert.Single(await ChampionsAsync());
        Assert.Equal(Key(3), champion.Key);
        Assert.Same(champion.Model, await Learned.FindAsync(Key(3), cancellation));
    }

    private static LearnedModelKey Key(int day) => new("P1D", PanelMeanLearner.DefaultName, TrainingId.At(Now.AddDays(day)));

    private Task<IReadOnlyList<LearnedChampion>> ChampionsAsync() => Learned.ChampionsAsync(TestContext.Current.CancellationToken);

    private async Task PromoteAsync(int day, string learner = PanelMeanLearner.DefaultName, byte[]? state = null)
    {
        LearnedModelKey key = Key(day) with { Learner = learner };
        await Store.AddAsync(
            new LearnedVersion
            {
                Horizon = key.Horizon,
                Learner = learner,
                Version = key.Version,
                CreatedAt = Now,
                Series = 1,
                DataFrom = Now.AddDays(-1),
                DataTo = Now,
                Description = "mean day",
            },
            state ?? Model(),
            TestContext.Current.CancellationToken);
        await Store.PromoteAsync(key, TestContext.Current.CancellationToken);
    }

    private byte[] Model()
    {
        SeriesPanel panel = new(
            HorizonSpec.OneDay,
            [new PanelSeries(LearnedSeries.Of("one"), TimeSeries.FromValues(Now, TimeSpan.FromHours(1), [.. Enumerable.Range(1, 48).Select(hour => (double)hour)]))]);
        ILearning learning = _learner.Begin(panel, new LearningOptions());
        learning.Advance();
        return learning.Complete().Serialize();
    }
}
