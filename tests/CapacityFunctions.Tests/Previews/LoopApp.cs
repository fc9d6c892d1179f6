using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using CapacityFunctions.Cycles;
using CapacityFunctions.Embedded.Functions;
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

namespace CapacityFunctions.Tests.Previews;

/// <summary>The whole app on the embedded engine: three accounts with two days of usage between 10 and 30 units, and a clock of the test's.</summary>
internal sealed class LoopApp : IAsyncDisposable
{
    public const string Resource = "cores";
    private const int Accounts = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly IHost _host;
    private readonly string _folder;

    private LoopApp(IHost host, string folder, string prefix, TestClock clock, HttpClient http)
    {
        _host = host;
        _folder = folder;
        Prefix = prefix;
        Clock = clock;
        Http = http;
    }

    /// <summary>The organisation's newest observation ends here; the clock starts two and a half minutes later.</summary>
    public static DateTimeOffset End { get; } = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    public string Prefix { get; }

    public TestClock Clock { get; }

    public HttpClient Http { get; }

    /// <param name="storage">Connection string.</param>
    /// <param name="configure">Replaces services.</param>
    /// <param name="settings">Further app settings.</param>
    public static async Task<LoopApp> StartAsync(string storage, Action<IServiceCollection>? configure = null, params (string Name, string Value)[] settings)
    {
        string folder = Directory.CreateTempSubdirectory("capacity-loop-").FullName;
        string prefix = $"t{Guid.NewGuid().ToString("N")[..12]}";
        TestClock clock = new(End.AddMinutes(2.5));
        await File.WriteAllTextAsync(Path.Combine(folder, "host.json"), """{ "version": "2.0", "extensions": { "durableTask": { "hubName": "%TaskHubName%" } } }""");
        Dictionary<string, string?> overrides = new(StringComparer.OrdinalIgnoreCase)
        {
            ["AzureWebJobsStorage"] = storage,
            ["AZURITE_START"] = "false",
            ["urls"] = "http://127.0.0.1:0",
            ["TaskHubName"] = prefix,
            ["AzureWebJobs.CycleTimer.Disabled"] = "true",
            ["AzureWebJobs.TrainingTimer.Disabled"] = "true",
            ["Capacity:TablePrefix"] = prefix,
            ["Capacity:TrainingWeeks"] = "1",
        };
        foreach ((string name, string value) in settings)
        {
            overrides[name] = value;
        }

        FunctionsApplicationBuilder builder = EmbeddedHost.CreateBuilder(new EmbeddedHostSettings
        {
            FunctionAssembly = typeof(CycleOrchestrator).Assembly,
            ContentRoot = folder,
            Overrides = overrides,
        });
        builder.Logging.ClearProviders();
        builder.ConfigureFunctionsWebApplication();
        builder.UseCapacityApi();
        builder.Services.AddCapacityStorage(builder.Configuration);
        builder.Services.AddCapacityFunctions(builder.Configuration);
        builder.Services.AddSingleton<TimeProvider>(clock);
        configure?.Invoke(builder.Services);
        IHost host = builder.Build();
        await host.StartAsync().WaitAsync(Limit);
        FunctionKeys keys = await FunctionKeyStore.ReadOrCreateAsync(new BlobServiceClient(storage));
        HttpClient http = new() { BaseAddress = new Uri(host.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress, "api/") };
        http.DefaultRequestHeaders.Add("x-functions-key", keys.DefaultKey);
        return new LoopApp(host, folder, prefix, clock, http);
    }

    public static string Name(int account) => $"account-{account:00}";

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Sends accounts and usage up to <see cref="End"/>.</summary>
    public async Task SendAsync()
    {
        for (int account = 0; account < Accounts; account++)
        {
            await Get<AccountStore>().PutAsync(
                new LinkedAccount
                {
                    Id = new AccountId(Name(account)),
                    Priority = 1 + account,
                    Mode = OperatingMode.Enforce,
                    TimeZone = account == 1 ? "Europe/Berlin" : null,
                    Resources = new Dictionary<ResourceType, ResourceLimits> { [new ResourceType(Resource)] = new(GuaranteedMinimum: 2, Maximum: 200) },
                },
                WriteCondition.Always);
        }

        await SendUsageAsync(End.AddDays(-2), End);
    }

    /// <summary>A daily wave, later for each account by an hour.</summary>
    public async Task SendUsageAsync(DateTimeOffset from, DateTimeOffset to)
    {
        List<ResourceUsage> usage = [];
        for (int account = 0; account < Accounts; account++)
        {
            for (DateTimeOffset at = from; at < to; at = at.AddMinutes(5))
            {
                double value = 20 + (10 * Math.Sin(2 * Math.PI * (at.TimeOfDay.TotalHours - account) / 24));
                usage.Add(new ResourceUsage(new AccountId(Name(account)), new ResourceType(Resource), at, value, $"{1 + account}"));
            }
        }

        await Get<UsageStore>().AppendAsync(usage);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body, HttpResponseMessage Response)> PostAsync(string path, object body)
    {
        HttpResponseMessage response = await Http.PostAsJsonAsync(path, body);
        return (response.StatusCode, await ReadAsync(response), response);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostTextAsync(string path, string body, string mediaType)
    {
        using StringContent content = new(body, Encoding.UTF8, mediaType);
        using HttpResponseMessage response = await Http.PostAsync(path, content);
        return (response.StatusCode, await ReadAsync(response));
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage response = await Http.GetAsync(path);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"GET {path}: {(int)response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Runs a cycle and returns its report, however it ended.</summary>
    public async Task<JsonElement> RunCycleAsync(DateTimeOffset scheduledAt)
    {
        (HttpStatusCode status, JsonElement receipt, HttpResponseMessage response) = await PostAsync("cycles", new { scheduledAt });
        response.Dispose();
        Assert.True(status == HttpStatusCode.Accepted, receipt.GetRawText());
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            JsonElement report = await GetAsync($"cycles/{receipt.GetProperty("id").GetString()}");
            if (report.GetProperty("status").GetString() != "Running")
            {
                return report;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, report.GetRawText());
            await Task.Delay(100);
        }
    }

    public static JsonElement Decision(JsonElement report, int account)
    {
        Assert.Equal("Completed", report.GetProperty("status").GetString());
        return report.GetProperty("decisions").EnumerateArray().Single(decision => decision.GetProperty("accountId").GetString() == Name(account));
    }

    public static decimal Reserved(JsonElement decision, string when = "reservedAfter") =>
        decision.GetProperty(when).EnumerateObject().Sum(zone => zone.Value.GetDecimal());

    public static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync();
        return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync().WaitAsync(Limit);
        await ((IAsyncDisposable)_host).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
