using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CapacityFunctions.Cycles;
using CapacityFunctions.Embedded.Functions;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Usage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Tests.Training;

/// <summary>The whole app on the embedded engine, with learners of the test's choice, over six accounts with ten days of usage.</summary>
internal sealed class TrainingApp : IAsyncDisposable
{
    public const int Accounts = 6;
    public const string Resource = "cores";
    private const int Days = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly IHost _host;
    private readonly string _folder;
    private readonly string _storage;

    private TrainingApp(IHost host, string folder, string storage, string prefix, HttpClient http)
    {
        _host = host;
        _folder = folder;
        _storage = storage;
        Prefix = prefix;
        Http = http;
    }

    /// <summary>The organisation's newest observation ends here.</summary>
    public static DateTimeOffset End { get; } = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    public string Prefix { get; }

    public HttpClient Http { get; }

    /// <param name="storage">Connection string.</param>
    /// <param name="chunk">How long a chunk learns.</param>
    /// <param name="learners">What is learned.</param>
    public static async Task<TrainingApp> StartAsync(string storage, TimeSpan chunk, params ILearner[] learners)
    {
        string folder = Directory.CreateTempSubdirectory("capacity-training-").FullName;
        string prefix = $"t{Guid.NewGuid().ToString("N")[..12]}";
        await File.WriteAllTextAsync(Path.Combine(folder, "host.json"), """{ "version": "2.0", "extensions": { "durableTask": { "hubName": "%TaskHubName%" } } }""");
        FunctionsApplicationBuilder builder = EmbeddedHost.CreateBuilder(new EmbeddedHostSettings
        {
            FunctionAssembly = typeof(CycleOrchestrator).Assembly,
            ContentRoot = folder,
            Overrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
            {
                ["AzureWebJobsStorage"] = storage,
                ["AZURITE_START"] = "false",
                ["urls"] = "http://127.0.0.1:0",
                ["TaskHubName"] = prefix,
                ["AzureWebJobs.CycleTimer.Disabled"] = "true",
                ["AzureWebJobs.TrainingTimer.Disabled"] = "true",
                ["Capacity:TablePrefix"] = prefix,
                ["Capacity:TrainingWeeks"] = "2",
                ["Capacity:TrainingChunk"] = chunk.ToString("c", CultureInfo.InvariantCulture),
                ["Capacity:ClockOffset"] = (End.AddSeconds(30) - TimeProvider.System.GetUtcNow()).ToString("c", CultureInfo.InvariantCulture),
            },
        });
        builder.Logging.ClearProviders();
        builder.ConfigureFunctionsWebApplication();
        builder.UseCapacityApi();
        builder.Services.AddSingleton(new LearnerCatalog(learners));
        builder.Services.AddCapacityStorage(builder.Configuration);
        builder.Services.AddCapacityFunctions(builder.Configuration);
        IHost host = builder.Build();
        await host.StartAsync().WaitAsync(Limit);
        FunctionKeys keys = await FunctionKeyStore.ReadOrCreateAsync(new BlobServiceClient(storage));
        HttpClient http = new() { BaseAddress = new Uri(host.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress, "api/") };
        http.DefaultRequestHeaders.Add("x-functions-key", keys.DefaultKey);
        TrainingApp app = new(host, folder, storage, prefix, http);
        await app.SendAsync();
        return app;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public static string Name(int account) => $"account-{account:00}";

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync(path, body);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage response = await Http.GetAsync(path);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"GET {path}: {(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Orders a training and waits until it has ended.</summary>
    public async Task<JsonElement> TrainAsync(DateTimeOffset scheduledAt)
    {
        (HttpStatusCode status, JsonElement receipt) = await PostAsync("trainings", new { scheduledAt });
        Assert.True(status == HttpStatusCode.Accepted, receipt.GetRawText());
        return await WaitAsync(receipt.GetProperty("id").GetString()!);
    }

    public async Task<JsonElement> WaitAsync(string id)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            JsonElement report = await GetAsync($"trainings/{id}");
            if (report.GetProperty("status").GetString() != "Running")
            {
                return report;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, report.GetRawText());
            await Task.Delay(100);
        }
    }

    /// <summary>What a report says of a learner and horizon.</summary>
    public static JsonElement Of(JsonElement list, string horizon, string learner) => list.EnumerateArray().Single(item =>
        item.GetProperty("horizon").GetString() == horizon && item.GetProperty("learner").GetString() == learner);

    public async Task<IReadOnlyList<string>> BlobsAsync(string folder)
    {
        List<string> names = [];
        await foreach (BlobItem blob in new BlobContainerClient(_storage, $"{Prefix}-models").GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, CancellationToken.None))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync().WaitAsync(Limit);
        await ((IAsyncDisposable)_host).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// An irregular day that all accounts share, each by its own clock and in its own size, with noise of its own from hour to hour: what averages over
    /// all of them knows the day best.
    /// </summary>
    private async Task SendAsync()
    {
        List<ResourceUsage> usage = [];
        for (int account = 0; account < Accounts; account++)
        {
            string zone = account == 1 ? "Europe/Berlin" : "UTC";
            await Get<AccountStore>().PutAsync(
                new LinkedAccount { Id = new AccountId(Name(account)), Priority = 1 + (account % 3), TimeZone = zone }, WriteCondition.Always);
            Random noise = new(account + 1);
            for (DateTimeOffset hour = End.AddDays(-Days); hour < End; hour += TimeSpan.FromHours(1))
            {
                int local = TimeZoneInfo.ConvertTime(hour, TimeZoneInfo.FindSystemTimeZoneById(zone)).Hour;
                double level = 10 + (local * 11 % 24) + (6 * (noise.NextDouble() - 0.5));
                usage.AddRange(Enumerable.Range(0, 12).Select(step => new ResourceUsage(
                    new AccountId(Name(account)),
                    new ResourceType(Resource),
                    hour.AddMinutes(5 * step),
                    (account + 1) * (level + (0.5 * noise.NextDouble())))));
            }
        }

        await Get<UsageStore>().AppendAsync(usage);
    }
}
