using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Trainings;
using CapacityFunctions.Testing;

namespace CapacityFunctions.Storage.Tests.Trainings;

public sealed class TrainingStoreTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly StorageHost _host = new(azurite);

    private TrainingStore Store => _host.Get<TrainingStore>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task TryStartAsync_WhileOneRuns_IsBusyUntilItEnds()
    {
        Assert.IsType<TrainingStart.Started>(await Store.TryStartAsync(Of(0)));
        Assert.Equal(Of(0), Assert.IsType<TrainingStart.AlreadyExists>(await Store.TryStartAsync(Of(0))).Existing);
        Assert.Equal(Of(0), Assert.IsType<TrainingStart.Busy>(await Store.TryStartAsync(Of(1))).Running);

        Training ended = (await Store.EndAsync(Of(0).Id, running => running with { Status = TrainingStatus.Completed, Series = 7 }))!;
        Training again = (await Store.EndAsync(Of(0).Id, running => running with { Status = TrainingStatus.Failed }))!;

        Assert.Equal((TrainingStatus.Completed, 7), (ended.Status, ended.Series));
        Assert.Equal(ended, again);
        Assert.IsType<TrainingStart.Started>(await Store.TryStartAsync(Of(1)));
    }

    [Fact]
    public async Task TryStartAsync_ManyAtOnce_OneStarts()
    {
        TrainingStart[] starts = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Store.TryStartAsync(Of(number))));

        Assert.Single(starts, start => start is TrainingStart.Started);
        Assert.Equal(5, starts.Count(start => start is TrainingStart.Busy));
    }

    [Fact]
    public async Task LatestAsync_AndListAsync_AreNewestFirst()
    {
        Assert.Null(await Store.LatestAsync());
        foreach (int number in new[] { 1, 0, 2 })
        {
            await Store.TryStartAsync(Of(number));
            await Store.EndAsync(Of(number).Id, running => running with { Status = TrainingStatus.Failed, Reason = $"{number}" });
        }

        Assert.Equal("2", (await Store.LatestAsync())!.Reason);
        Assert.Equal(["1", "0"], (await Store.ListAsync(Of(0).Id.ScheduledAt, Of(2).Id.ScheduledAt)).Select(training => training.Reason));
    }

    [Fact]
    public async Task EndAsync_NeverStarted_IsNull() =>
        Assert.Null(await Store.EndAsync(Of(0).Id, running => running with { Status = TrainingStatus.Completed }));

    [Fact]
    public async Task NoteAsync_Again_ReplacesWhatWasNoted()
    {
        await Store.NoteAsync(Of(0).Id, new LearningProgress("PT1H", "lstm", LearningStage.Learning, 0.25, 3));
        await Store.NoteAsync(Of(0).Id, new LearningProgress("P1D", "a|b", LearningStage.Skipped, Reason: "too few series"));
        await Store.NoteAsync(Of(1).Id, new LearningProgress("PT1H", "lstm", LearningStage.Failed));
        LearningProgress last = new("PT1H", "lstm", LearningStage.Promoted, 1, 8, "better");
        await Store.NoteAsync(Of(0).Id, last);

        Assert.Equal([new LearningProgress("P1D", "a|b", LearningStage.Skipped, Reason: "too few series"), last], await Store.ProgressAsync(Of(0).Id));
    }

    private static Training Of(int day) => new()
    {
        Id = TrainingId.At(Instants.Noon.AddDays(day)),
        Status = TrainingStatus.Running,
        StartedBy = "timer",
        StartedAt = Instants.Noon,
    };
}
