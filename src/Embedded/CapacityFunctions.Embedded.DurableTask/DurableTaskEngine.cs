using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Runs the orchestrations of one hub. One engine owns a hub at a time.</summary>
public sealed class DurableTaskEngine : IHostedService, IAsyncDisposable
{
    private readonly OrchestrationHub _hub;
    private readonly DurableTaskEngineOptions _options;
    private bool _stopped;

    /// <param name="options">Settings.</param>
    /// <param name="tables">Where history is kept.</param>
    /// <param name="blobs">Where what exceeds a table row is kept; null: such an instance fails.</param>
    /// <param name="invoker">Runs user code.</param>
    /// <param name="time">The clock of timers, retries and timestamps.</param>
    /// <param name="loggers">Also gives the orchestrators their replay-safe loggers.</param>
    /// <exception cref="ArgumentException">The hub's name or a limit is out of range.</exception>
    public DurableTaskEngine(
        DurableTaskEngineOptions options,
        TableServiceClient tables,
        BlobServiceClient? blobs,
        IDurableTaskInvoker invoker,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentActivities, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentOrchestrators, 1, nameof(options));

        _options = options;
        _hub = new OrchestrationHub(options, tables, blobs, invoker, time, loggers);
        Client = new HubClient(_hub, options, time);
    }

    /// <summary>Valid from construction on; its calls wait until the hub has been loaded.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Begins to load the hub and to run it, and returns at once: storage may still be on its way.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _hub.Start();
        return Task.CompletedTask;
    }

    /// <summary>Lets running activities finish for the grace period; what remains is done after the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_stopped)
        {
            _stopped = true;
            await _hub.StopAsync(_options.StopGracePeriod, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    /// <summary>Stops as a killed process would: nothing that isn't stored is saved.</summary>
    internal async ValueTask AbandonAsync()
    {
        _stopped = true;
        await _hub.AbandonAsync();
    }
}
