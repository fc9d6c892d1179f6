using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// The open instances of a hub and the workers that run them. All state is in storage; what is in memory is rebuilt from there at
/// the start.
/// </summary>
internal sealed partial class OrchestrationHub
{
    /// <summary>How long storage that has lost its newest rows may go unnoticed while nothing else is asked of it.</summary>
    private static readonly TimeSpan StorageCheckPeriod = TimeSpan.FromSeconds(5);

    private readonly DurableTaskEngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HubStore _store;
    private readonly StorageRetry _retry;
    private readonly EpisodeRunner _runner;
    private readonly ActivityQueue _activities;
    private readonly InstanceGates _gates = new();
    private readonly ConcurrentDictionary<string, OrchestrationInstance> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<(string Key, Exception Damage)> _unreadable = [];
    private readonly Channel<OrchestrationInstance> _ready = Channel.CreateUnbounded<OrchestrationInstance>();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _doubted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly HubLease? _lease;
    private Task _work = Task.CompletedTask;

    /// <summary>Instances that wait for a worker or are run by one.</summary>
    private int _scheduled;

    public OrchestrationHub(
        DurableTaskEngineOptions options,
        TableServiceClient tables,
        BlobServiceClient? blobs,
        HubLease? lease,
        IDurableTaskInvoker invoker,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _lease = lease;
        Stopped = _stopping.Token;
        _options = options;
        _time = time;
        _logger = loggers.CreateLogger<DurableTaskEngine>();
        _store = new HubStore(new HubNames(options.HubName), tables, blobs, time);
        _retry = new StorageRetry(time, _logger, lease);
        _runner = new EpisodeRunner(invoker, options.DataConverter, loggers, options.DefaultVersion);
        _activities = new ActivityQueue(invoker, options.DataConverter, _logger, Deliver, lease);
    }

    /// <summary>Done when every open instance is in memory and goes on.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>Done, with the reason, when storage shows that somebody else has written to this hub.</summary>
    public Task<string> Doubted => _doubted.Task;

    /// <summary>Cancelled when this hub has ended, in this process at least.</summary>
    public CancellationToken Stopped { get; }

    public void Start()
    {
        _work = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
    }

    /// <summary>Lets running activities finish and their results be stored for the grace period, then ends everything.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        _activities.Close();

        // The end of a process takes real time, whatever clock the orchestrations have.
        TimeProvider real = TimeProvider.System;
        long started = real.GetTimestamp();
        while ((_activities.Running > 0 || Volatile.Read(ref _scheduled) > 0) &&
            real.GetElapsedTime(started) < grace &&
            !cancellationToken.IsCancellationRequested &&
            !_work.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), real, CancellationToken.None);
        }

        await AbandonAsync();
    }

    /// <summary>Ends everything at once, as a killed process would: whatever isn't stored yet never will be.</summary>
    public async Task AbandonAsync()
    {
        await _stopping.CancelAsync();
        foreach (OrchestrationInstance instance in _open.Values)
        {
            instance.Leave();
        }

        await _work.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <exception cref="OperationCanceledException">The hub has been stopped.</exception>
    public void ThrowIfStopped() => _stopping.Token.ThrowIfCancellationRequested();

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await _retry.RunAsync(_store.EnsureCreatedAsync, stopping);
            await LoadAsync(stopping);
            _loaded.TrySetResult();
            await Task.WhenAll(
                [
                    WatchStorageAsync(stopping),
                    _activities.RunAsync(_options.MaxConcurrentActivities, stopping),
                    .. Enumerable.Range(0, _options.MaxConcurrentOrchestrators).Select(_ => RunInstancesAsync(stopping)),
                ]);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _loaded.TrySetCanceled(stopping);
        }
        catch (Exception failure)
        {
            _loaded.TrySetException(failure);
        }
    }

    /// <summary>
    /// Notices that storage has gone back to an earlier state, also where no instance is left in memory that would stumble over it: one that
    /// ended in the meantime is open again there.
    /// </summary>
    private async Task WatchStorageAsync(CancellationToken stopping)
    {
        do
        {
            await Task.Delay(StorageCheckPeriod, TimeProvider.System, stopping);
        }
        while (await _retry.RunAsync(_store.HasNewestRowsAsync, stopping));

        _doubted.TrySetResult("Storage has lost what it had acknowledged: it was killed, or restored to an earlier state.");
    }

    private async Task RunInstancesAsync(CancellationToken stopping)
    {
        await foreach (OrchestrationInstance instance in _ready.Reader.ReadAllAsync(stopping))
        {
            try
            {
                await RunEpisodeAsync(instance, stopping);
            }
            catch (Exception) when (!stopping.IsCancellationRequested && instance.Left.IsCompleted)
            {
                // Another instance took its id meanwhile, and with it its rows.
            }
            catch (Exception doubt) when (doubt is HistoryLostException || (doubt is HubOwnershipException && _lease is not null))
            {
                // What is in memory can't be trusted any more: all of it is read again, by whoever has the lease.
                _doubted.TrySetResult(doubt.Message);
                return;
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                // A fault that waiting doesn't cure (refused rows; without a lease, another host). The next start tries again.
                EngineLog.InstanceParked(_logger, instance.Id, failure);
                Interlocked.Decrement(ref _scheduled);
                continue;
            }

            if (instance.Release())
            {
                _ready.Writer.TryWrite(instance);
            }
            else
            {
                Interlocked.Decrement(ref _scheduled);
            }
        }
    }

    private void Deliver(OrchestrationInstance instance, InboxMessage message)
    {
        if (instance.Enqueue(message))
        {
            Schedule(instance);
        }
    }

    private void Schedule(OrchestrationInstance instance)
    {
        Interlocked.Increment(ref _scheduled);
        _ready.Writer.TryWrite(instance);
    }
}
