using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CapacityFunctions.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>A hub of one test: an engine over Azurite that can be killed and started again.</summary>
internal sealed class TestHub(string connectionString, IDurableTaskInvoker invoker, TimeProvider? time = null) : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _name = $"T{Guid.NewGuid():N}";
    private DurableTaskEngine? _engine;

    /// <summary>Whether the engine has blob storage.</summary>
    public bool HasBlobs { get; init; } = true;

    /// <summary>Changes the engine's options.</summary>
    public Func<DurableTaskEngineOptions, DurableTaskEngineOptions> Configure { get; init; } = options => options;

    /// <summary>What the engine writes to storage, for tests that look behind it.</summary>
    public HubStore OpenStore() => new(
        new HubNames(_name), Tables, HasBlobs ? new BlobServiceClient(connectionString) : null, TimeProvider.System);

    public BlobContainerClient Payloads => new BlobServiceClient(connectionString).GetBlobContainerClient(new HubNames(_name).PayloadContainer);

    public DurableTaskClient Client => (_engine ?? throw new InvalidOperationException("Not started.")).Client;

    public TableServiceClient Tables { get; } = new(connectionString);

    public string HistoryTable => $"{_name}History";

    public string InstancesTable => $"{_name}Instances";

    public static Task<TestHub> StartAsync(AzuriteFixture azurite, IDurableTaskInvoker invoker, TimeProvider? time = null) =>
        StartAsync(azurite.ConnectionString, invoker, time);

    public static async Task<TestHub> StartAsync(string connectionString, IDurableTaskInvoker invoker, TimeProvider? time = null)
    {
        TestHub hub = new(connectionString, invoker, time);
        await hub.StartAsync();
        return hub;
    }

    public async Task StartAsync()
    {
        DurableTaskEngineOptions options = Configure(new DurableTaskEngineOptions { HubName = _name });
        _engine = new DurableTaskEngine(
            options,
            Tables,
            HasBlobs ? new BlobServiceClient(connectionString) : null,
            invoker,
            time ?? TimeProvider.System,
            NullLoggerFactory.Instance);
        await _engine.StartAsync(CancellationToken.None);
    }

    public async Task KillAsync() => await _engine!.AbandonAsync();

    public async Task StopAsync() => await _engine!.StopAsync(CancellationToken.None);

    /// <summary>Starts an instance and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(
        TaskName name, object? input = null, string? instanceId = null, Dictionary<string, string>? tags = null)
    {
        StartOrchestrationOptions options = new(instanceId, StartAt: null) { Tags = tags ?? [] };
        string id = await Client.ScheduleNewOrchestrationInstanceAsync(name, input, options);
        return await EndAsync(id);
    }

    public async Task<OrchestrationMetadata> EndAsync(string instanceId) =>
        await Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true).WaitAsync(Limit);

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource limit = new(Limit);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.AbandonAsync();
        }
    }
}
