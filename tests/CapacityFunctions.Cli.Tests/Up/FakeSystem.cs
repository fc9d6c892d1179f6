using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using CapacityFunctions.Cli.Up;
using CapacityFunctions.Embedded.Azurite;

namespace CapacityFunctions.Cli.Tests.Up;

/// <summary>
/// A stand-in for the Functions app that keeps the app's HTTP contract: knows accounts, counts rows, rejects those of unknown
/// accounts and negative ones, and runs a cycle that decides one thing for each account. What it holds outlives its server, as storage does.
/// </summary>
internal sealed class FakeSystem : IAppLauncher, IKeySource
{
    public const string Key = "secret";

    private readonly ConcurrentDictionary<string, JsonElement> _accounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _usage = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<AppLaunch> _launches = new();
    private int _cyclePolls;

    public IReadOnlyCollection<AppLaunch> Launches => _launches;

    /// <summary>Rows taken: account, timestamp, resource type, value and zone as sent.</summary>
    public IReadOnlyCollection<string> Usage => [.. _usage.Keys];

    public IReadOnlyCollection<string> AccountIds => [.. _accounts.Keys];

    public int UsageRequests { get; private set; }

    public int SignalRows { get; private set; }

    /// <summary>Rows of performance as sent.</summary>
    public ConcurrentQueue<string> Performance { get; } = new();

    /// <summary>The bodies of the requests for a cycle.</summary>
    public ConcurrentQueue<string> RequestedCycles { get; } = new();

    /// <summary>How cycles end.</summary>
    public string CycleStatus { get; set; } = "Completed";

    /// <summary>When set, the app ends at its start with this status.</summary>
    public int? DiesWith { get; set; }

    public void LoseEverything()
    {
        _accounts.Clear();
        _usage.Clear();
    }

    public static int FreePort() => LoopbackPorts.FindFree(1)[0];

    public Task<string?> ReadAsync(string hostId, CancellationToken cancellationToken) => Task.FromResult<string?>(Key);

    public IRunningApp Start(AppLaunch launch)
    {
        _launches.Enqueue(launch);
        return new Server(this, new Uri(launch.Environment["FUNCTIONS_URL"]));
    }

    /// <summary>Starts the server without the command, for tests of what talks to it.</summary>
    public IRunningApp Start(int port) =>
        Start(new AppLaunch(new Dictionary<string, string>(StringComparer.Ordinal) { ["FUNCTIONS_URL"] = $"http://127.0.0.1:{port}" }, string.Empty));

    private (int Status, string Body) Answer(HttpListenerRequest request, string body)
    {
        string path = request.Url!.AbsolutePath;
        if (path is "/api/health")
        {
            return (200, """{"status":"healthy","reasons":[],"now":"2026-11-02T00:00:01Z"}""");
        }

        return request.Headers["x-functions-key"] is not Key
            ? (401, string.Empty)
            : (request.HttpMethod, path) switch
            {
                ("PUT", _) when path.StartsWith("/api/accounts/", StringComparison.Ordinal) => PutAccount(path, body),
                ("GET", "/api/accounts") => (200, JsonSerializer.Serialize(_accounts.Values)),
                ("POST", "/api/usage") => PostUsage(body),
                ("POST", "/api/performance") => PostPerformance(body),
                ("POST", "/api/signals") => PostSignals(body),
                ("POST", "/api/cycles") => StartCycle(body),
                ("GET", "/api/cycles/latest") => (200, Cycle()),
                ("GET", "/api/cycles/cycle-20261102T0000Z") => Interlocked.Increment(ref _cyclePolls) == 1 ? (404, string.Empty) : (200, Cycle()),
                _ => (404, """{"title":"Not found"}"""),
            };
    }

    private (int Status, string Body) PutAccount(string path, string body)
    {
        using JsonDocument account = JsonDocument.Parse(body);
        _accounts[Uri.UnescapeDataString(path["/api/accounts/".Length..])] = account.RootElement.Clone();
        return (200, body);
    }

    private (int Status, string Body) PostUsage(string body)
    {
        UsageRequests++;
        string[] rows = body.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        if (rows.Length > 10_000)
        {
            return (413, """{"title":"Too many rows"}""");
        }

        List<object> rejections = [];
        for (int i = 0; i < rows.Length; i++)
        {
            string[] fields = rows[i].Split(',');
            string? reason = !_accounts.ContainsKey(fields[0]) ? $"unknown account {fields[0]}" : fields[3][0] == '-' ? "negative" : null;
            if (reason is null)
            {
                _usage.TryAdd(rows[i], 0);
            }
            else
            {
                rejections.Add(new { row = i + 1, reason });
            }
        }

        return (200, JsonSerializer.Serialize(new { accepted = rows.Length - rejections.Count, rejected = rejections.Count, rejections }));
    }

    private (int Status, string Body) PostPerformance(string body)
    {
        string[] rows = body.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        List<object> rejections = [];
        for (int i = 0; i < rows.Length; i++)
        {
            if (_accounts.ContainsKey(rows[i].Split(',')[0]))
            {
                Performance.Enqueue(rows[i]);
            }
            else
            {
                rejections.Add(new { row = i + 1, reason = "unknown account" });
            }
        }

        return (200, JsonSerializer.Serialize(new { accepted = rows.Length - rejections.Count, rejected = rejections.Count, rejections }));
    }

    private (int Status, string Body) PostSignals(string body)
    {
        if (body.StartsWith("BEGIN:VCALENDAR", StringComparison.Ordinal))
        {
            return (200, """{"accepted":2,"rejected":1,"rejections":[{"row":3,"reason":"event x: recurs Secondly"}]}""");
        }

        using JsonDocument signals = JsonDocument.Parse(body);
        int rows = signals.RootElement.GetArrayLength();
        SignalRows += rows;
        return (200, JsonSerializer.Serialize(new { accepted = rows, rejected = 0, rejections = Array.Empty<object>() }));
    }

    /// <summary>Busy at first, as while a cycle that a kill interrupted goes on.</summary>
    private (int Status, string Body) StartCycle(string body)
    {
        RequestedCycles.Enqueue(body);
        return RequestedCycles.Count == 1 ? (409, """{"title":"cycle-running"}""") : (202, string.Empty);
    }

    private string Cycle() => JsonSerializer.Serialize(new
    {
        id = "cycle-20261102T0000Z",
        status = CycleStatus,
        startedBy = "default",
        startedAt = "2026-11-02T00:00:01Z",
        endedAt = "2026-11-02T00:00:03.5Z",
        reason = string.Equals(CycleStatus, "Completed", StringComparison.Ordinal) ? null : "storage was away",
        summary = new { accounts = _accounts.Count, series = _accounts.Count, increases = 2, shifts = 1, costPerHourBefore = 1.5, costPerHourAfter = 2.25 },
        decisions = _accounts.Keys.Select(id => new
        {
            cycleId = "cycle-20261102T0000Z",
            accountId = id,
            resourceType = "Standard_D4s_v5",
            mode = "Enforce",
            usageNow = 20.4,
            usageAt = "2026-11-02T00:00:00Z",
            forecasts = new[]
            {
                new { horizon = "Hour", mean = 24.25, level = 0.9, lower = 18.0, upper = 31.5, model = "ets", confidence = "High" },
                new { horizon = "Week", mean = 140.4, level = 0.9, lower = 90.0, upper = 200.6, model = "ets", confidence = "Low" },
            },
            reservedBefore = new Dictionary<string, int>(StringComparer.Ordinal) { ["1"] = 11, ["2"] = 9 },
            reservedAfter = new Dictionary<string, int>(StringComparer.Ordinal) { ["1"] = 13, ["3"] = 11 },
            allocatedBefore = 20,
            allocatedAfter = 24,
            reasons = new[] { "demand above the reservation", "limited by nothing" },
        }),
    });

    private sealed class Server : IRunningApp
    {
        private readonly FakeSystem _system;
        private readonly HttpListener _listener = new();
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _serving;

        public Server(FakeSystem system, Uri address)
        {
            _system = system;
            _listener.Prefixes.Add($"{address.GetLeftPart(UriPartial.Authority)}/");
            _listener.Start();
            _serving = Task.Run(ServeAsync);
        }

        public int? ExitCode => _system.DiesWith;

        public async ValueTask DisposeAsync()
        {
            _stopped.SetResult();
            await _serving;
            _listener.Close();
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                // A listener that is stopped while it begins to wait for a request waits for ever.
                Task<HttpListenerContext> next = _listener.GetContextAsync();
                if (await Task.WhenAny(next, _stopped.Task) != next)
                {
                    return;
                }

                try
                {
                    HttpListenerContext context = await next;
                    using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
                    (int status, string body) = _system.Answer(context.Request, await reader.ReadToEndAsync());
                    context.Response.StatusCode = status;
                    if (status == 202)
                    {
                        context.Response.Headers["Location"] = "/api/cycles/cycle-20261102T0000Z";
                    }

                    // With a length: the listener now and then sends the end of a chunked body after the client has taken the answer for whole.
                    byte[] bytes = Encoding.UTF8.GetBytes(body);
                    context.Response.ContentType = "application/json";
                    context.Response.ContentLength64 = bytes.Length;
                    await context.Response.OutputStream.WriteAsync(bytes);
                    context.Response.Close();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    // The client has gone.
                }
            }
        }
    }
}
