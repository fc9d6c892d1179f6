using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Http;

namespace CapacityFunctions.Cli.Up;

/// <summary>A started app that is healthy, its clock, and a client that holds its key.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan RequestLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly IRunningApp _app;
    private readonly HttpClient _http;
    private readonly string _logPath;

    private RunningSystem(IRunningApp app, HttpClient http, string key, SystemClock clock, string logPath, TimeProvider time)
    {
        _app = app;
        _http = http;
        _logPath = logPath;
        Key = key;
        Clock = clock;
        Client = new CapacityClient(http, key, time);
    }

    public CapacityClient Client { get; }

    public string Key { get; }

    public SystemClock Clock { get; }

    public Uri Address => _http.BaseAddress!;

    /// <summary>Starts the app and waits until it is healthy.</summary>
    /// <param name="launcher">Starts the app.</param>
    /// <param name="keys">Finds its key.</param>
    /// <param name="options">Port, directory and storage.</param>
    /// <param name="prefix">Names tables, task hub and host.</param>
    /// <param name="clock">The moved clock.</param>
    /// <param name="timersRest">True to start without timers: nothing happens that was not asked for.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="cancellationToken">Ends the waiting and the app.</param>
    /// <exception cref="WorkFailedException">It ended, or is not healthy in time; the message names its log.</exception>
    public static async Task<RunningSystem> StartAsync(
        IAppLauncher launcher,
        IKeySource keys,
        UpOptions options,
        string prefix,
        SystemClock clock,
        bool timersRest,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        RequireFreePort(options.Port);
        string logPath = Path.Combine(options.Folder, "app.log");
        IRunningApp app = launcher.Start(new AppLaunch(Environment(options, prefix, clock, timersRest), logPath));
        HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{options.Port}/"), Timeout = RequestLimit };
        try
        {
            string key = await WaitAsync(app, new CapacityClient(http, key: null, time), keys, prefix, logPath, time, cancellationToken);
            return new RunningSystem(app, http, key, clock, logPath, time);
        }
        catch
        {
            http.Dispose();
            await app.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="WorkFailedException">The app is not running any more.</exception>
    public void RequireRunning() => RequireRunning(_app, _logPath);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private static Dictionary<string, string> Environment(UpOptions options, string prefix, SystemClock clock, bool timersRest)
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["FUNCTIONS_URL"] = $"http://127.0.0.1:{options.Port}",
            ["AzureWebJobsStorage"] = options.Storage,
            ["AZURITE_LOCATION"] = Path.Combine(options.Folder, "azurite"),
            ["AzureFunctionsWebHost__hostid"] = prefix,
            ["Capacity__TablePrefix"] = prefix,
            ["TaskHubName"] = prefix,
            ["Capacity__ClockOffset"] = clock.Offset.ToString("c", CultureInfo.InvariantCulture),
            ["EXIT_WITH_PARENT"] = "true",
        };
        if (timersRest)
        {
            foreach (string timer in new[] { "CycleTimer", "TrainingTimer", "HousekeepingTimer" })
            {
                environment[$"AzureWebJobs__{timer}__Disabled"] = "true";
            }
        }

        return environment;
    }

    private static async Task<string> WaitAsync(
        IRunningApp app, CapacityClient client, IKeySource keys, string hostId, string logPath, TimeProvider time, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        while (true)
        {
            RequireRunning(app, logPath);
            HealthAnswer? health = await client.GetHealthAsync(cancellationToken);
            if (health is { IsHealthy: true } && await keys.ReadAsync(hostId, cancellationToken) is { } key)
            {
                return key;
            }

            if (time.GetElapsedTime(started) > StartLimit)
            {
                string state = health is null ? "does not answer" : $"is not healthy ({string.Join("; ", health.Reasons ?? [])})";
                throw new WorkFailedException($"the app {state} after {StartLimit.TotalSeconds} s; its log: {logPath}");
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private static void RequireRunning(IRunningApp app, string logPath)
    {
        if (app.ExitCode is { } exitCode)
        {
            throw new WorkFailedException($"the app has ended with {exitCode}; its log: {logPath}");
        }
    }

    private static void RequireFreePort(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException taken)
        {
            throw new WorkFailedException($"--port {port}: {taken.Message}; stop what listens there, or take another port", taken);
        }
    }
}
