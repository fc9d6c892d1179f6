using CapacityFunctions.Embedded.Functions.Discovery;
using CapacityFunctions.Embedded.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Timers;

/// <summary>
/// Fires one timer function. Its runs never overlap: ticks that come due during a run are made up for by one run right after it.
/// </summary>
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

    /// <summary>
    /// A clock that goes back by less only makes the next tick late, so that none runs twice. By more, the clock was wrong before, and waiting for it to
    /// come round again could take years.
    /// </summary>
    private static readonly TimeSpan SetBack = TimeSpan.FromHours(1);

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

        // Only a tick that was missed before this start is past due; one that comes late (a long run, a machine that slept) is not.
        DateTimeOffset now = time.GetUtcNow();
        bool pastDue = due < now;
        if (pastDue || trigger.RunOnStartup)
        {
            await FireAsync(pastDue, stopping);
            due = await AdvanceAsync(now, monitored);
        }

        while (!stopping.IsCancellationRequested)
        {
            due = await WaitUntilAsync(due, stopping);

            // The clock may be set back during the run: a tick is never served twice.
            now = time.GetUtcNow();
            DateTimeOffset ran = now > due ? now : due;
            await FireAsync(pastDue: false, stopping);
            due = await AdvanceAsync(ran, monitored);
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

    /// <param name="ran">When the run that has just ended began.</param>
    /// <param name="monitored">Whether storage is to remember it.</param>
    /// <returns>The next tick after that, which may have passed during the run.</returns>
    private async Task<DateTimeOffset> AdvanceAsync(DateTimeOffset ran, bool monitored)
    {
        DateTimeOffset next = trigger.Schedule.Next(ran);
        if (!monitored)
        {
            return next;
        }

        _status = new TimerStatus(ran, next, ran, trigger.Schedule.Identity);
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

    /// <returns>The tick that has come: an earlier one than was waited for when the clock has been set back.</returns>
    private async Task<DateTimeOffset> WaitUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        while (time.GetUtcNow() is var now && due > now)
        {
            // From no instant up to the last run does the schedule lead past the tick that comes next.
            DateTimeOffset next = trigger.Schedule.Next(now);
            if (due - next >= SetBack)
            {
                TimerLog.ClockSetBack(logger, functionName, due, next);
                due = next;
            }

            TimeSpan left = due - now;
            await Task.Delay(left < LongestWait ? left : LongestWait, time, stopping);
        }

        return due;
    }
}
