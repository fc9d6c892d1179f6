using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests;

/// <summary>The training of a small organisation with the learners that the app has, in the real process: undisturbed, and killed over and over.</summary>
[Collection("crashes")]
public sealed class TrainingTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private const int Kills = 3;
    private const int Accounts = 6;
    private const int Ended = int.MaxValue;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SearchLimit = TimeSpan.FromMinutes(4);

    /// <summary>Chunks so short that each holds a piece of work or two.</summary>
    private static readonly (string, string)[] Settings =
    [
        ("Capacity__TrainingWeeks", "2"),
        ("Capacity__TrainingChunk", "00:00:00.02"),
        ("Capacity__LearningBudget", "00:00:05"),
        ("AzureWebJobs.TrainingTimer.Disabled", "true"),
    ];

    [Fact]
    public async Task Training_KilledInTheMiddle_LearnsTheSameBytesAsUndisturbed()
    {
        Assert.SkipWhen(MachineLearningLearners.All.Count == 0, "The app has no learners.");
        IReadOnlyDictionary<string, string> undisturbed = await LearnUndisturbedAsync("calm");

        (IReadOnlyDictionary<string, string> killed, int kills) = await LearnKilledAsync("killed");

        Assert.Equal(undisturbed, killed);
        Assert.True(kills > 0, "The training was over before it could be killed.");
    }

    /// <summary>The digests of what was learned, by horizon and learner.</summary>
    private async Task<IReadOnlyDictionary<string, string>> LearnUndisturbedAsync(string prefix)
    {
        await using AppProcess app = await StartAsync(prefix);
        await SendAsync(app);
        string id = await OrderAsync(app);

        JsonElement report = await WaitAsync(app, id);

        Assert.True(report.GetProperty("status").GetString() == "Completed", report.GetRawText());
        Assert.Equal(Accounts, report.GetProperty("series").GetInt32());
        JsonElement models = await app.GetAsync("models");
        output.WriteLine(models.GetRawText());
        Assert.Contains(models.EnumerateArray(), model => model.GetProperty("champion").ValueKind == JsonValueKind.Object);
        IReadOnlyDictionary<string, string> digests = DigestsOf(models);

        // Two weeks are enough for the hour and the day.
        Assert.Equal(2 * MachineLearningLearners.All.Count, digests.Count);
        await RequireNoWorkIsLeftAsync(prefix);
        return digests;
    }

    private async Task<(IReadOnlyDictionary<string, string> Digests, int Kills)> LearnKilledAsync(string prefix)
    {
        string id;
        await using (AppProcess app = await StartAsync(prefix))
        {
            await SendAsync(app);
            id = await OrderAsync(app);
            await app.KillAsync();
        }

        // One chunk further each time, then two, then four: whatever a learner needs, some kills fall between its chunks.
        int kills = 0;
        for (int seen = 0; kills < Kills; kills++)
        {
            await using AppProcess app = await StartAsync(prefix);
            seen = await ChunksBeyondAsync(app, id, seen + (1 << kills));
            if (seen == Ended)
            {
                break;
            }

            output.WriteLine($"killed after {seen} chunks");
            await app.KillAsync();
        }

        await using AppProcess last = await StartAsync(prefix);
        JsonElement report = await WaitAsync(last, id);
        Assert.True(report.GetProperty("status").GetString() == "Completed", report.GetRawText());
        output.WriteLine(report.GetRawText());
        await RequireNoWorkIsLeftAsync(prefix);
        return (DigestsOf(await last.GetAsync("models")), kills);
    }

    /// <summary>Waits until more chunks are done over all learners; a training that has ended has done them all.</summary>
    private static async Task<int> ChunksBeyondAsync(AppProcess app, string id, int chunks)
    {
        int done = 0;
        await app.WaitUntilAsync(
            async () =>
            {
                JsonElement report = await app.GetAsync($"trainings/{id}");
                done = report.GetProperty("status").GetString() == "Running"
                    ? report.GetProperty("learning").EnumerateArray().Sum(learning => learning.GetProperty("chunks").GetInt32())
                    : Ended;
                return done >= chunks;
            },
            SearchLimit,
            $"beyond {chunks} chunks");
        return done;
    }

    private static async Task<JsonElement> WaitAsync(AppProcess app, string id)
    {
        JsonElement report = default;
        await app.WaitUntilAsync(
            async () =>
            {
                report = await app.GetAsync($"trainings/{id}");
                return report.GetProperty("status").GetString() != "Running";
            },
            Limit,
            $"done with {id}");
        return report;
    }

    private static async Task<string> OrderAsync(AppProcess app)
    {
        using HttpResponseMessage response = await app.Http.PostAsJsonAsync("trainings", new { scheduledAt = SmallOrganisation.End });
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"POST trainings: {(int)response.StatusCode} {body}\n{app.Log}");
        string id = JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
        Assert.Equal($"/api/trainings/{id}", response.Headers.Location?.OriginalString);
        return id;
    }

    private static Dictionary<string, string> DigestsOf(JsonElement models) => models.EnumerateArray().ToDictionary(
        model => $"{model.GetProperty("horizon").GetString()} {model.GetProperty("learner").GetString()}",
        model => Assert.Single(model.GetProperty("versions").EnumerateArray()).GetProperty("digest").GetString()!,
        StringComparer.Ordinal);

    private static Task SendAsync(AppProcess app) => IrregularOrganisation.SendAsync(app, Accounts);

    private Task<AppProcess> StartAsync(string prefix) =>
        AppProcess.StartAsync(azurite.ConnectionString, $"train{prefix}", SmallOrganisation.ClockOffset, Settings);

    private async Task RequireNoWorkIsLeftAsync(string prefix)
    {
        BlobContainerClient container = new(azurite.ConnectionString, $"train{prefix}-models");
        await foreach (BlobItem blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "trainings/", CancellationToken.None))
        {
            Assert.Fail($"{blob.Name} is left.");
        }
    }
}
