using CapacityFunctions.Embedded.Functions.Discovery;
using CapacityFunctions.Embedded.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Timers;

/// <summary>Fires one timer function. Its runs never overlap: a tick that comes due during a run is dropped.</summary>
internal sealed class TimerListener(
    string functionName,
    FunctionTrigger.Timer trigger,
    Func<TimerInfo, Task> run,
    ITimerStatusStore store,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    /// <summary>A wait is cut into pieces of this length, so that a changed system clock is noticed.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>A tick that comes later than this (the machine slept) is past due.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan StorageRetry = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _running = new(1, 1);
    private TimerStatus? _status;

    public async Task RunAsync(CancellationToken stopping)
    {
        bool monitored = trigger.UseMonitor && !trigger.Schedule.IsFasterThanAMinute(time.GetUtcNow());
        DateTimeOffset due = trigger.Schedule.Next(time.GetUtcNow());
        if (monitored)
        {
            _status = await TakeUpAsync(stopping);
            due = _status.Next;
        }

        bool pastDue = due <= time.GetUtcNow();
        if (pastDue || trigger.RunOnStartup)
        {
            await FireAsync(pastDue, stopping);
            due = await AdvanceAsync(pastDue ? due : null, monitored);
        }

        while (!stopping.IsCancellationRequested)
        {
            await WaitUntilAsync(due, stopping);
            await FireAsync(time.GetUtcNow() - due > Lateness, stopping);
            due = await AdvanceAsync(due, monitored);
        }
    }

    /// <summary>Runs the function now, beside its schedule, when the run that may be under way has ended.</summary>
    public Task FireNowAsync(CancellationToken stopping) => FireAsync(pastDue: false, stopping);

    public void Dispose() => _running.Dispose();

    private async Task FireAsync(bool pastDue, CancellationToken stopping)
    {
        await _running.WaitAsync(stopping);
        try
        {
            await run(new TimerInfo { IsPastDue = pastDue, ScheduleStatus = _status?.ToScheduleStatus() });
        }
        finally
        {
            _running.Release();
        }
    }

    /// <param name="served">The tick that has just run; null when it was none.</param>
    /// <param name="monitored">Whether storage is to remember it.</param>
    /// <returns>The next tick after now.</returns>
    private async Task<DateTimeOffset> AdvanceAsync(DateTimeOffset? served, bool monitored)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset next = trigger.Schedule.Next(now);
        if (!monitored)
        {
            return next;
        }

        _status = new TimerStatus(served ?? _status?.Last, next, now, trigger.Schedule.Identity);
        try
        {
            // A stopping host still notes what has run, or the next start would run it again.
            await store.WriteAsync(functionName, _status, CancellationToken.None);
        }
        catch (Exception outage) when (StorageFailure.IsOutage(outage, CancellationToken.None))
        {
            TimerLog.StatusNotWritten(logger, functionName, StorageFailure.Reason(outage));
        }

        return next;
    }

    private async Task<TimerStatus> TakeUpAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                TimerStatus? recorded = await store.ReadAsync(functionName, stopping);
                TimerStatus status = TimerStatus.TakeUp(recorded, trigger.Schedule, time.GetUtcNow());
                if (status != recorded)
                {
                    await store.WriteAsync(functionName, status, stopping);
                }

                return status;
            }
            catch (Exception outage) when (StorageFailure.IsOutage(outage, stopping))
            {
                TimerLog.StatusNotRead(logger, functionName, StorageFailure.Reason(outage));
                await Task.Delay(StorageRetry, time, stopping);
            }
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        while (due - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, stopping);
        }
    }
}
