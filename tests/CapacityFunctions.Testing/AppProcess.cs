using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using CapacityFunctions.Embedded.Azurite;
using CapacityFunctions.Embedded.Functions;
using Xunit;

namespace CapacityFunctions.Testing;

/// <summary>The app in a process of its own, as a user starts it: killed, restarted and asked over HTTP.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    // Nothing is proved by these: they only end a wait for what never comes, on two cores that other suites keep busy, too.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan CycleLimit = TimeSpan.FromMinutes(4);
    private readonly Process _process;
    private readonly StringBuilder _log;

    private AppProcess(Process process, StringBuilder log, HttpClient http)
    {
        _process = process;
        _log = log;
        Http = http;
    }

    /// <summary>Carries the default function key.</summary>
    public HttpClient Http { get; }

    /// <summary>The most memory that the process has held so far.</summary>
    public double PeakMemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1024.0 / 1024.0;
        }
    }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts the app on a storage and waits until it is healthy.</summary>
    /// <param name="storage">Connection string.</param>
    /// <param name="prefix">Separates this test's tables and hub from those of others.</param>
    /// <param name="clockOffset">Moves the app's clock.</param>
    /// <param name="settings">Further app settings.</param>
    public static async Task<AppProcess> StartAsync(
        string storage, string prefix, TimeSpan clockOffset = default, params (string Name, string Value)[] settings)
    {
        AppProcess app = Launch(storage, prefix, clockOffset, settings);
        await app.WaitUntilAsync(async () => await app.HealthAsync() == HttpStatusCode.OK, StartLimit, "healthy");
        FunctionKeys keys = await FunctionKeyStore.ReadOrCreateAsync(new BlobServiceClient(storage));
        app.Http.DefaultRequestHeaders.Add("x-functions-key", keys.DefaultKey);
        return app;
    }

    /// <summary>Starts the app and waits for nothing.</summary>
    public static AppProcess Launch(string storage, string prefix, TimeSpan clockOffset, params (string Name, string Value)[] settings)
    {
        int port = LoopbackPorts.FindFree(1)[0];
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "CapacityFunctions.dll") },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                ["FUNCTIONS_URL"] = $"http://127.0.0.1:{port}",
                ["AzureWebJobsStorage"] = storage,
                ["AzureWebJobs.CycleTimer.Disabled"] = "true",
                ["TaskHubName"] = prefix,
                ["Capacity__TablePrefix"] = prefix,
                ["Capacity__ClockOffset"] = clockOffset.ToString("c", CultureInfo.InvariantCulture),
                ["EXIT_WITH_PARENT"] = "true",
            },
        };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        StringBuilder log = new();
        process.OutputDataReceived += (_, line) => Append(log, line.Data);
        process.ErrorDataReceived += (_, line) => Append(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        return new AppProcess(process, log, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/") });
    }

    public async Task<HttpStatusCode?> HealthAsync()
    {
        try
        {
            using HttpResponseMessage response = await Http.GetAsync("health");
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage response = await Http.GetAsync(path);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"GET {path}: {(int)response.StatusCode} {body}\n{Log}");
        return JsonDocument.Parse(body).RootElement;
    }

    public async Task PutAccountAsync(string id, object account)
    {
        using HttpResponseMessage response = await Http.PutAsJsonAsync($"accounts/{id}", account);
        Assert.True(response.IsSuccessStatusCode, $"PUT {id}: {await response.Content.ReadAsStringAsync()}\n{Log}");
    }

    public async Task<JsonElement> PostUsageAsync(string csv)
    {
        using StringContent content = new(csv, Encoding.UTF8, "text/csv");
        using HttpResponseMessage response = await Http.PostAsync("usage", content);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"POST usage: {body}\n{Log}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Starts a cycle and returns its id.</summary>
    public async Task<string> StartCycleAsync(DateTimeOffset scheduledAt)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync("cycles", new { scheduledAt });
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"POST cycles: {(int)response.StatusCode} {body}\n{Log}");
        return JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Waits until a cycle has ended, and returns its report.</summary>
    public async Task<JsonElement> WaitForCycleAsync(string id)
    {
        JsonElement report = default;
        await WaitUntilAsync(
            async () =>
            {
                report = await GetAsync($"cycles/{id}");
                return report.GetProperty("status").GetString() != "Running";
            },
            CycleLimit,
            $"done with {id}");
        return report;
    }

    public async Task<JsonElement> RunCycleAsync(DateTimeOffset scheduledAt) => await WaitForCycleAsync(await StartCycleAsync(scheduledAt));

    public async Task WaitUntilAsync(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.False(_process.HasExited, $"The app ended with {(_process.HasExited ? _process.ExitCode : 0)}:\n{Log}");
            Assert.True(TimeProvider.System.GetElapsedTime(started) < limit, $"The app was not {what} within {limit.TotalSeconds} s:\n{Log}");
            await Task.Delay(100);
        }
    }

    /// <summary>Ends the process at once, as <c>kill -9</c> does: nothing is saved, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder log, string? line)
    {
        lock (log)
        {
            log.AppendLine(line);
        }
    }
}
