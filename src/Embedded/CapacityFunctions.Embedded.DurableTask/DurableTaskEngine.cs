using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Runs the orchestrations of one hub. One engine owns a hub at a time.</summary>
public sealed class DurableTaskEngine : IHostedService, IAsyncDisposable
{
    private readonly HubHost _hub;
    private readonly DurableTaskEngineOptions _options;
    private bool _stopped;

    /// <param name="options">Settings.</param>
    /// <param name="tables">Where history is kept.</param>
    /// <param name="blobs">
    /// Where what exceeds a table row is kept, and the lease of the hub. Null: an instance that needs it fails, and nothing keeps a
    /// second engine off the hub.
    /// </param>
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
        options.Validate();

        ILogger logger = loggers.CreateLogger<DurableTaskEngine>();
        HubNames names = new(options.HubName);
        HubLease? lease = blobs is null
            ? null
            : new HubLease(blobs.GetBlobContainerClient(names.LeaseContainer), options.HubName, options.LeaseDuration, logger);
        _options = options;
        _hub = new HubHost(
            options.HubName,
            () => new OrchestrationHub(options, tables, blobs, lease, invoker, time, loggers),
            lease,
            options.OwnershipTimeout,
            new StorageRetry(TimeProvider.System, logger, lease: null),
            logger);
        Client = new HubClient(_hub, options, time);
    }

    /// <summary>Valid from construction on; its calls wait until the hub has been loaded.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>
    /// Begins to wait for the hub, to load and to run it, and returns at once: storage may still be on its way, or the hub in the
    /// hands of a process that is about to end.
    /// </summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _hub.Start();
        return Task.CompletedTask;
    }

    /// <summary>Done when this process owns the hub and every open instance of it goes on.</summary>
    /// <exception cref="HubOwnershipException">Another process held the hub for longer than the options allow.</exception>
    /// <exception cref="OperationCanceledException">The engine was stopped, or the token cancelled.</exception>
    public async Task WaitUntilRunningAsync(CancellationToken cancellationToken) => await _hub.GetAsync(cancellationToken);

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
