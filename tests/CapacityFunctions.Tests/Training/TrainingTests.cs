using System.Net;
using System.Text.Json;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Storage.Models;
using CapacityFunctions.Testing;
using CapacityFunctions.Testing.Learning;

namespace CapacityFunctions.Tests.Training;

/// <summary>The training from its order over HTTP to its end, with a small learner, on the embedded engine and a real Azurite.</summary>
public sealed class TrainingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Learner = PanelMeanLearner.DefaultName;
    private static readonly TimeSpan LongChunk = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Training_EnoughSeries_PromotesAndTheSeriesChooseFromIt()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using TrainingApp app = await TrainingApp.StartAsync(azurite.ConnectionString, LongChunk, new PanelMeanLearner());

        JsonElement report = await app.TrainAsync(TrainingApp.End);

        Assert.Equal("Completed", report.GetProperty("status").GetString());
        Assert.Equal(TrainingApp.Accounts, report.GetProperty("series").GetInt32());
        JsonElement learning = report.GetProperty("learning");
        Assert.Equal("Promoted", TrainingApp.Of(learning, "PT1H", Learner).GetProperty("stage").GetString());
        Assert.Equal("Promoted", TrainingApp.Of(learning, "P1D", Learner).GetProperty("stage").GetString());

        // Ten days are less than three weeks.
        Assert.Equal("Skipped", TrainingApp.Of(learning, "P7D", Learner).GetProperty("stage").GetString());
        Assert.Equal("0 series with history enough; 5 of 5 days are needed", TrainingApp.Of(learning, "P7D", Learner).GetProperty("reason").GetString());

        JsonElement models = await app.GetAsync("models");
        Assert.Equal(2, models.GetArrayLength());
        JsonElement champion = TrainingApp.Of(models, "P1D", Learner).GetProperty("champion");
        Assert.Equal("training-20261102T0000Z", champion.GetProperty("version").GetString());
        Assert.Equal(TrainingApp.Accounts, champion.GetProperty("series").GetInt32());
        Assert.Equal(TrainingApp.End.AddDays(-10), champion.GetProperty("dataFrom").GetDateTimeOffset());
        Assert.True(champion.GetProperty("metrics").GetProperty("loss").GetDouble() < champion.GetProperty("metrics").GetProperty("naiveLoss").GetDouble());

        Assert.Equal(2, (await app.BlobsAsync("learned/")).Count);
        Assert.Empty(await app.BlobsAsync("trainings/"));

        // Some series chose it, and are restored by the version they name.
        List<string> users = [];
        for (int account = 0; account < TrainingApp.Accounts; account++)
        {
            SeriesKey series = Series(account);
            StoredModel stored = (await app.Get<ModelStore>().LoadAsync(series.AccountId, series.ResourceType, "P1D", cancellation))!;
            SeriesModelSet set = await app.Get<SeriesModels>().GetAsync(series, TrainingApp.End, cancellation);
            string name = set.Models.Single(model => model.Key == ForecastHorizon.Day).Value.Name;
            Assert.Equal(stored.Learned.ContainsKey(Learner), name.Split('+').Contains(Learner, StringComparer.Ordinal));
            users.AddRange(stored.Learned.Values.Select(version => version.Value));
        }

        Assert.NotEmpty(users);
        Assert.All(users, version => Assert.Equal("training-20261102T0000Z", version));
    }

    [Fact]
    public async Task Training_NoBetterThanTheChampion_IsRejectedAndTheChampionStays()
    {
        await using TrainingApp app = await TrainingApp.StartAsync(azurite.ConnectionString, LongChunk, new PanelMeanLearner());
        await app.TrainAsync(TrainingApp.End.AddMinutes(-1));

        JsonElement report = await app.TrainAsync(TrainingApp.End);

        Assert.Equal("Rejected", TrainingApp.Of(report.GetProperty("learning"), "P1D", Learner).GetProperty("stage").GetString());
        JsonElement model = TrainingApp.Of(await app.GetAsync("models"), "P1D", Learner);
        Assert.Equal("training-20261101T2359Z", model.GetProperty("champion").GetProperty("version").GetString());
        JsonElement rejected = model.GetProperty("versions")[0];
        Assert.Equal("Rejected", rejected.GetProperty("state").GetString());
        Assert.Equal("training-20261101T2359Z", rejected.GetProperty("metrics").GetProperty("champion").GetString());
        Assert.Contains("not better", rejected.GetProperty("metrics").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Sixty chunks, so that a history begins anew; then the same in one.</summary>
    [Fact]
    public async Task Training_ManySmallChunks_LearnsTheSameBytes()
    {
        const int Passes = 10;
        string inPieces;
        await using (TrainingApp app = await TrainingApp.StartAsync(azurite.ConnectionString, TimeSpan.FromMilliseconds(10), new PanelMeanLearner(passes: Passes, rehearsal: Dawdle)))
        {
            JsonElement report = await app.TrainAsync(TrainingApp.End);
            Assert.True(TrainingApp.Of(report.GetProperty("learning"), "PT1H", Learner).GetProperty("chunks").GetInt32() > 50, report.GetRawText());
            inPieces = await DigestAsync(app, "PT1H");
        }

        await using TrainingApp undisturbed = await TrainingApp.StartAsync(azurite.ConnectionString, LongChunk, new PanelMeanLearner(passes: Passes));
        JsonElement once = await undisturbed.TrainAsync(TrainingApp.End);
        Assert.Equal(1, TrainingApp.Of(once.GetProperty("learning"), "PT1H", Learner).GetProperty("chunks").GetInt32());
        Assert.Equal(await DigestAsync(undisturbed, "PT1H"), inPieces);
    }

    [Fact]
    public async Task Training_LearnerBreaks_IsRecordedAndTheOthersAndTheSeriesAreTrained()
    {
        await using TrainingApp app = await TrainingApp.StartAsync(
            azurite.ConnectionString,
            LongChunk,
            new PanelMeanLearner("broken", rehearsal: () => throw new InvalidOperationException("It does not converge.")),
            new PanelMeanLearner());

        JsonElement report = await app.TrainAsync(TrainingApp.End);

        Assert.Equal("Completed", report.GetProperty("status").GetString());
        Assert.Equal(TrainingApp.Accounts, report.GetProperty("series").GetInt32());
        JsonElement broken = TrainingApp.Of(report.GetProperty("learning"), "PT1H", "broken");
        Assert.Equal("Failed", broken.GetProperty("stage").GetString());
        Assert.Contains("It does not converge.", broken.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("Promoted", TrainingApp.Of(report.GetProperty("learning"), "PT1H", Learner).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task Post_WhileOneRuns_IsAConflict()
    {
        using ManualResetEventSlim gate = new();
        await using TrainingApp app = await TrainingApp.StartAsync(azurite.ConnectionString, LongChunk, new PanelMeanLearner(rehearsal: gate.Wait));
        (_, JsonElement first) = await app.PostAsync("trainings", new { scheduledAt = TrainingApp.End });

        (HttpStatusCode again, JsonElement same) = await app.PostAsync("trainings", new { scheduledAt = TrainingApp.End });
        (HttpStatusCode other, JsonElement problem) = await app.PostAsync("trainings", new { scheduledAt = TrainingApp.End.AddMinutes(-2) });
        gate.Set();

        Assert.Equal(HttpStatusCode.Accepted, again);
        Assert.Equal(first.GetProperty("id").GetString(), same.GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.Conflict, other);
        Assert.Equal("urn:capacity-functions:training-running", problem.GetProperty("type").GetString());
        Assert.Equal("Completed", (await app.WaitAsync(first.GetProperty("id").GetString()!)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task RollBack_ToTheVersionBefore_IsInUseAndTheSeriesAreChosenAnew()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using TrainingApp app = await TrainingApp.StartAsync(azurite.ConnectionString, LongChunk, new PanelMeanLearner());
        await app.TrainAsync(TrainingApp.End.AddMinutes(-3));
        LearnedModelStore store = app.Get<LearnedModelStore>();
        LearnedVersion first = (await store.ListAsync(cancellation)).Single(version => version.Horizon == "P1D");
        LearnedModelKey key = new("P1D", Learner, first.Version);
        (HttpStatusCode nothing, JsonElement problem) = await app.PostAsync("models/rollback", new { horizon = "P1D", learner = Learner });

        // A second version, which its contest would not have let through.
        LearnedModelKey second = key with { Version = Planning.Trainings.TrainingId.At(TrainingApp.End.AddMinutes(-2)) };
        await store.AddAsync(first with { Version = second.Version, State = LearnedModelState.Challenger, Promotion = 0 }, (await store.LoadAsync(key, cancellation))!.Value, cancellation);
        await store.PromoteAsync(second, cancellation);
        (HttpStatusCode status, JsonElement report) = await app.PostAsync("models/rollback", new { horizon = "P1D", learner = Learner });

        Assert.Equal(HttpStatusCode.Conflict, nothing);
        Assert.Equal("urn:capacity-functions:nothing-to-roll-back-to", problem.GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(first.Version.Value, report.GetProperty("champion").GetProperty("version").GetString());
        Assert.Equal("RolledBack", report.GetProperty("rolledBack").GetProperty("state").GetString());
        JsonElement training = await app.WaitAsync(report.GetProperty("trainingId").GetString()!);
        Assert.False(training.GetProperty("learns").GetBoolean());
        Assert.Equal(TrainingApp.Accounts, training.GetProperty("series").GetInt32());
        Assert.Empty(training.GetProperty("learning").EnumerateArray());
    }

    [Theory]
    [InlineData("P1D", "nobody", HttpStatusCode.NotFound)]
    [InlineData("P2D", "panel-mean", HttpStatusCode.BadRequest)]
    public async Task RollBack_OfNothing_IsRefused(string horizon, string learner, HttpStatusCode expected)
    {
        await using TrainingApp app = await TrainingApp.StartAsync(azurite.ConnectionString, LongChunk);

        (HttpStatusCode status, JsonElement problem) = await app.PostAsync("models/rollback", new { horizon, learner });

        Assert.Equal(expected, status);
        Assert.Contains(horizon, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty((await app.GetAsync("models")).EnumerateArray());
    }

    [Fact]
    public async Task Series_WhoseLearnedVersionIsGone_IsTrainedAnew()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using TrainingApp app = await TrainingApp.StartAsync(azurite.ConnectionString, LongChunk, new PanelMeanLearner());
        await app.TrainAsync(TrainingApp.End);
        int user = await Enumerable.Range(0, TrainingApp.Accounts).ToAsyncEnumerable().FirstAsync(
            async (account, cancel) => (await app.Get<ModelStore>().LoadAsync(Series(account).AccountId, Series(account).ResourceType, "P1D", cancel))!.Learned.Count > 0,
            cancellation);
        StoredModel before = (await app.Get<ModelStore>().LoadAsync(Series(user).AccountId, Series(user).ResourceType, "P1D", cancellation))!;
        await app.Get<ModelStore>().SaveAsync(
            before with { Learned = before.Learned.ToDictionary(entry => entry.Key, _ => Planning.Trainings.TrainingId.At(TrainingApp.End.AddDays(-1))) }, cancellation);

        SeriesModelSet set = await app.Get<SeriesModels>().GetAsync(Series(user), TrainingApp.End, cancellation);

        StoredModel after = (await app.Get<ModelStore>().LoadAsync(Series(user).AccountId, Series(user).ResourceType, "P1D", cancellation))!;
        Assert.Equal(before.Learned, after.Learned);
        Assert.True(after.TrainedAt > before.TrainedAt);
        Assert.Null(set.FallbackReason);
    }

    /// <summary>Takes longer than a chunk.</summary>
    private static void Dawdle() => SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(11));

    private static SeriesKey Series(int account) => new(new AccountId(TrainingApp.Name(account)), new ResourceType(TrainingApp.Resource));

    private static async Task<string> DigestAsync(TrainingApp app, string horizon) =>
        TrainingApp.Of(await app.GetAsync("models"), horizon, Learner).GetProperty("champion").GetProperty("digest").GetString()!;
}
