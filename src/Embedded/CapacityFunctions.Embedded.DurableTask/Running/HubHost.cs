using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// Gives the hub to run while this process owns it: waits for the lease, loads the hub, and when the lease is lost drops all that
/// memory knows of it and begins again, since others may have gone on with it meanwhile.
/// </summary>
internal sealed class HubHost
{
    /// <summary>Before a hub is loaded again, so that a lasting fault isn't met in a tight loop.</summary>
    private static readonly TimeSpan PauseAfterLoss = TimeSpan.FromSeconds(1);

    private readonly string _hubName;
    private readonly Func<OrchestrationHub> _createHub;
    private readonly HubLease? _lease;
    private readonly TimeSpan? _patience;
    private readonly StorageRetry _retry;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource<OrchestrationHub> _current = NewCurrent();
    private OrchestrationHub? _running;
    private Task _work = Task.CompletedTask;

    /// <param name="hubName">For messages.</param>
    /// <param name="createHub">Makes a hub that knows nothing yet.</param>
    /// <param name="lease">Null: nobody else is expected.</param>
    /// <param name="patience">How long to wait for another holder of the hub; null: for as long as it takes.</param>
    /// <param name="retry">For asking for the lease while storage is away.</param>
    /// <param name="logger">Told of the loss of the hub.</param>
    public HubHost(
        string hubName, Func<OrchestrationHub> createHub, HubLease? lease, TimeSpan? patience, StorageRetry retry, ILogger logger)
    {
        _hubName = hubName;
        _createHub = createHub;
        _lease = lease;
        _patience = patience;
        _retry = retry;
        _logger = logger;
    }

    public void Start() => _work = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>The hub, once it is owned and loaded.</summary>
    /// <exception cref="HubOwnershipException">Another process holds it, and the time to wait for that is over.</exception>
    /// <exception cref="OperationCanceledException">The engine has been stopped, or the token cancelled.</exception>
    public async Task<OrchestrationHub> GetAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            OrchestrationHub hub = await Current().Task.WaitAsync(cancellationToken);
            if (_lease?.IsHeld != false && !hub.Stopped.IsCancellationRequested)
            {
                return hub;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Lets running activities finish for the grace period, ends everything and gives the hub back.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _running) is { } hub)
        {
            await hub.StopAsync(grace, cancellationToken);
        }

        await EndAsync();
        if (_lease is not null)
        {
            await _lease.ReleaseAsync(TimeSpan.FromSeconds(3));
        }
    }

    /// <summary>Ends everything at once, as a killed process would, and gives nothing back.</summary>
    public async Task AbandonAsync()
    {
        if (Volatile.Read(ref _running) is { } hub)
        {
            await hub.AbandonAsync();
        }

        await EndAsync();
        _lease?.Forget();
    }

    private static TaskCompletionSource<OrchestrationHub> NewCurrent() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task EndAsync()
    {
        await _stopping.CancelAsync();
        await _work.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                if (_lease is not null)
                {
                    await _retry.RunAsync(cancellation => _lease.AcquireAsync(_patience, cancellation), _stopping.Token);
                }

                string loss = await RunOnceAsync();
                EngineLog.HubLost(_logger, _hubName, loss);
                await Task.Delay(PauseAfterLoss, TimeProvider.System, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            Current().TrySetCanceled(_stopping.Token);
        }
        catch (Exception failure)
        {
            EngineLog.HubNotRunning(_logger, _hubName, failure.Message);
            Current().TrySetException(failure);
            _ = Current().Task.Exception; // Observed, whether somebody asks for the hub or not.
        }
    }

    /// <returns>Why the hub is lost.</returns>
    private async Task<string> RunOnceAsync()
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        OrchestrationHub hub = _createHub();
        Volatile.Write(ref _running, hub);
        try
        {
            hub.Start();
            Task<string> keep = _lease?.KeepAsync(ended.Token) ?? Task.Delay(Timeout.Infinite, ended.Token).ContinueWith(
                _ => string.Empty, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            Task loaded = hub.Loaded;
            if (await Task.WhenAny(loaded, keep, hub.Doubted) == loaded)
            {
                await loaded;
                Current().TrySetResult(hub);
            }

            Task<string> first = await Task.WhenAny(keep, hub.Doubted);
            _stopping.Token.ThrowIfCancellationRequested();
            return await first;
        }
        finally
        {
            lock (_gate)
            {
                _current = _current.Task.IsCompleted ? NewCurrent() : _current;
            }

            await ended.CancelAsync();
            await hub.AbandonAsync();
        }
    }

    private TaskCompletionSource<OrchestrationHub> Current()
    {
        lock (_gate)
        {
            return _current;
        }
    }
}
