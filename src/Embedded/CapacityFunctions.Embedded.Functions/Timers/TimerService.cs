using System.Collections.Concurrent;
using System.Diagnostics;
using CapacityFunctions.Embedded.Functions.Discovery;
using CapacityFunctions.Embedded.Functions.Invocations;
using CapacityFunctions.Embedded.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Timers;

/// <summary>Runs all timer functions. A stopping host waits for what runs and cancels it when its shutdown time is over.</summary>
internal sealed class TimerService : BackgroundService
{
    private readonly FunctionInvoker _invoker;
    private readonly StorageProbe _storage;
    private readonly TimeProvider _time;
    private readonly ILogger<TimerService> _logger;
    private readonly CancellationTokenSource _outOfTime = new();
    private readonly ConcurrentDictionary<Task, byte> _manualRuns = new();
    private readonly Dictionary<string, TimerListener> _listeners;

    public TimerService(
        FunctionCatalog catalog,
        FunctionInvoker invoker,
        ITimerStatusStore store,
        StorageProbe storage,
        EmbeddedHostSettings settings,
        ILogger<TimerService> logger)
    {
        _invoker = invoker;
        _storage = storage;
        _time = settings.Time;
        _logger = logger;
        _listeners = catalog.Having<FunctionTrigger.Timer>().ToDictionary(
            pair => pair.Function.Name,
            pair => new TimerListener(
                pair.Function.Name, pair.Trigger, info => InvokeAsync(pair.Function, info), store, settings.Time, logger),
            StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Runs a timer function beside its schedule, without waiting for it.</summary>
    /// <returns>False when no timer function has the name.</returns>
    public bool TryFire(string functionName)
    {
        if (!_listeners.TryGetValue(functionName, out TimerListener? listener))
        {
            return false;
        }

        // Runs that have ended are dropped here, so that the list stays as short as what is under way.
        foreach (Task ended in _manualRuns.Keys.Where(run => run.IsCompleted))
        {
            _manualRuns.TryRemove(ended, out _);
        }

        _manualRuns.TryAdd(Task.Run(() => listener.FireNowAsync(_outOfTime.Token)), 0);
        return true;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration limit = cancellationToken.Register(_outOfTime.Cancel);
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_manualRuns.Keys).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        foreach (TimerListener listener in _listeners.Values)
        {
            listener.Dispose();
        }

        _outOfTime.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_listeners.Count == 0)
        {
            return;
        }

        try
        {
            await _storage.WaitAsync(stoppingToken);
            await Task.WhenAll(_listeners.Values.Select(listener => listener.RunAsync(stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>A failure ends the run, not the timer.</summary>
    private async Task InvokeAsync(FunctionDescriptor function, TimerInfo info)
    {
        string invocationId = FunctionInvoker.NewInvocationId();
        TimerLog.Running(_logger, function.Name, info.IsPastDue, invocationId);
        long started = _time.GetTimestamp();
        using Activity? span = InvocationTraces.Begin(function.Name, "timer", invocationId);
        try
        {
            await _invoker.InvokeAsync(function, new TriggerPayload.Timer(info), invocationId, _outOfTime.Token);
            TimerLog.Ran(_logger, function.Name, (long)_time.GetElapsedTime(started).TotalMilliseconds, invocationId);
        }
        catch (Exception failure)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            TimerLog.Failed(_logger, failure, function.Name, invocationId);
        }
    }
}
