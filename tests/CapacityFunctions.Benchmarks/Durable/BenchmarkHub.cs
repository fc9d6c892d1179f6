using System.Diagnostics;
using System.Globalization;
using CapacityFunctions.Benchmarks.Durable.Storage;
using CapacityFunctions.Embedded.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace CapacityFunctions.Benchmarks.Durable;

/// <summary>An engine on a hub of its own.</summary>
internal sealed class BenchmarkHub : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static int counter;
    private readonly IBenchmarkStorage _storage;
    private DurableTaskEngine _engine;

    private BenchmarkHub(IBenchmarkStorage storage)
    {
        _storage = storage;
        _engine = Create();
    }

    /// <summary>Of a fixed length, so that a replay can put a name of its own in its place.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"Bench{Interlocked.Increment(ref counter):D6}");

    public DurableTaskClient Client => _engine.Client;

    public static async Task<BenchmarkHub> StartAsync(IBenchmarkStorage storage)
    {
        BenchmarkHub hub = new(storage);
        await hub._engine.StartAsync(CancellationToken.None);

        // A call waits until the hub is loaded.
        await hub.Client.GetInstanceAsync("none").WaitAsync(Limit);
        return hub;
    }

    /// <summary>Starts an instance and waits for its end.</summary>
    public async Task<TimeSpan> RunAsync(string orchestrator, int input)
    {
        long started = Stopwatch.GetTimestamp();
        string id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input);
        await EndAsync(id);
        return Stopwatch.GetElapsedTime(started);
    }

    public async Task EndAsync(string id)
    {
        OrchestrationMetadata end = await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(Limit);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
        {
            throw new InvalidOperationException($"{end.Name} ended as {end.RuntimeStatus}: {end.SerializedOutput}");
        }
    }

    /// <summary>Waits until an instance has come to its wait for the event, which its status tells.</summary>
    public async Task WaitingAsync(string id)
    {
        using CancellationTokenSource limit = new(Limit);
        while ((await Client.GetInstanceAsync(id, getInputsAndOutputs: true, limit.Token))?.ReadCustomStatusAs<string>() != BenchmarkFunctions.Go)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    /// <summary>Ends the engine and starts another one over what is stored.</summary>
    public async Task RestartAsync()
    {
        await _engine.DisposeAsync();
        _engine = Create();
        await _engine.StartAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private DurableTaskEngine Create() => new(
        new DurableTaskEngineOptions { HubName = Name },
        _storage.Tables,
        _storage.Blobs,
        new BenchmarkFunctions(),
        TimeProvider.System,
        NullLoggerFactory.Instance);
}
