using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Storage.Trainings;
using CapacityFunctions.Testing;
using CapacityFunctions.Testing.Learning;
using CapacityFunctions.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests.Training;

/// <summary>Chunks of a training whose every piece takes a minute by the clock.</summary>
public sealed class TrainChunkTests : IClassFixture<AzuriteFixture>, IAsyncDisposable
{
    private const int Series = 6;
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 2, 17, 0, TimeSpan.Zero);
    private static readonly LearnRequest First = new(
        TrainingId.At(Now), ForecastHorizon.Day, PanelMeanLearner.DefaultName, Seed: 1, CpuBudget: TimeSpan.FromMinutes(1));

    private readonly FakeTimeProvider _time = new(Now);
    private readonly ServiceProvider _services;

    public TrainChunkTests(AzuriteFixture azurite)
    {
        PanelMeanLearner learner = new(passes: 2, rehearsal: () => _time.Advance(TimeSpan.FromMinutes(1)));
        _services = AppServices.Create(azurite.ConnectionString, _time, [learner]);
    }

    private TrainingWorkStore Work => _services.GetRequiredService<TrainingWorkStore>();

    private LearnedModelStore Models => _services.GetRequiredService<LearnedModelStore>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Run_ChunkAfterChunk_StopsAfterFiveMinutesAndKeepsTheModelAtTheEnd()
    {
        await PrepareAsync();

        // Twelve pieces of a minute each.
        Assert.Equal(new ChunkOutcome(IsComplete: false, 5.0 / 12), await RunAsync(First));
        Assert.Equal(new ChunkOutcome(IsComplete: false, 10.0 / 12), await RunAsync(First with { Chunk = 1 }));
        Assert.Equal(new ChunkOutcome(IsComplete: true, 1), await RunAsync(First with { Chunk = 2 }));

        LearnedVersion version = (await Models.GetAsync(First.Version, TestContext.Current.CancellationToken))!;
        Assert.Equal((LearnedModelState.Challenger, Series, "mean day of 6 series"), (version.State, version.Series, version.Description));
        LearningProgress progress = Assert.Single(await _services.GetRequiredService<TrainingStore>().ProgressAsync(First.TrainingId, TestContext.Current.CancellationToken));
        Assert.Equal((LearningStage.Validating, 3), (progress.Stage, progress.Chunks));
    }

    [Fact]
    public async Task Run_TheSameChunkTwice_LeavesWhatItLeftTheFirstTime()
    {
        await PrepareAsync();
        ChunkOutcome first = await RunAsync(First);
        byte[] left = (await CheckpointAsync(1))!.State.ToArray();
        DateTimeOffset before = _time.GetUtcNow();

        Assert.Equal(first, await RunAsync(First));

        Assert.Equal(left, (await CheckpointAsync(1))!.State.ToArray());
        Assert.Equal(before, _time.GetUtcNow());
    }

    /// <summary>The answer of the last chunk was lost, and it runs again.</summary>
    [Fact]
    public async Task Run_TheLastChunkTwice_KeepsTheVersion()
    {
        await PrepareAsync();
        for (int chunk = 0; chunk < 3; chunk++)
        {
            await RunAsync(First with { Chunk = chunk });
        }

        LearnedVersion version = (await Models.GetAsync(First.Version, TestContext.Current.CancellationToken))!;
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.True((await RunAsync(First with { Chunk = 2 })).IsComplete);
        Assert.Equal(version, await Models.GetAsync(First.Version, TestContext.Current.CancellationToken));
    }

    /// <summary>Of the checkpoints the last two are kept: the one to begin with, and the one that a repetition begins with.</summary>
    [Fact]
    public async Task Run_ManyChunks_KeepsTheLastTwoCheckpoints()
    {
        await PrepareAsync();
        await RunAsync(First);
        await RunAsync(First with { Chunk = 1 });
        Assert.NotNull(await CheckpointAsync(1));
        Assert.NotNull(await CheckpointAsync(2));
        Assert.Null(await CheckpointAsync(3));
    }

    [Fact]
    public async Task Run_WithoutWhatItBeginsWith_Throws()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(First));
        await PrepareAsync();
        await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(First with { Chunk = 7 }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(First with { Learner = "unheard-of" }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(First with { Chunk = 10_000 }));
    }

    private Task<ChunkOutcome> RunAsync(LearnRequest request) =>
        ActivatorUtilities.CreateInstance<TrainChunk>(_services).RunAsync(request, TestContext.Current.CancellationToken);

    private Task<StoredCheckpoint?> CheckpointAsync(int number) =>
        Work.LoadCheckpointAsync(First.TrainingId, "P1D", First.Learner, number, TestContext.Current.CancellationToken);

    private Task PrepareAsync()
    {
        SeriesPanel panel = new(
            HorizonSpec.OneDay,
            [
                .. Enumerable.Range(1, Series).Select(number => new PanelSeries(
                    LearnedSeries.Of($"series-{number}"),
                    TimeSeries.FromValues(Now.AddDays(-5), TimeSpan.FromHours(1), [.. Enumerable.Range(0, 120).Select(hour => number * (1.0 + (hour % 24)))]))),
            ]);
        return Work.SavePanelAsync(
            First.TrainingId, "P1D", new StoredPanel(Series, Now.AddDays(-5), Now), SeriesPanelState.Write(panel), TestContext.Current.CancellationToken);
    }
}
