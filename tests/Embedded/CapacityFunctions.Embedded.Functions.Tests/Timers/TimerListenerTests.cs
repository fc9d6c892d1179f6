using System.Globalization;
using CapacityFunctions.Embedded.Functions.Discovery;
using CapacityFunctions.Embedded.Functions.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Embedded.Functions.Tests.Timers;

public sealed class TimerListenerTests : IDisposable
{
    private static readonly TimerSchedule EveryFiveMinutes = TimerSchedule.Parse("0 */5 * * * *", TimeZoneInfo.Utc, "test");

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new(At("2026-11-24T02:03:00Z"));
    private readonly MemoryTimerStatusStore _store = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<string> _runs = [];
    private Func<Task> _body = () => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    [Fact]
    public async Task Run_NewTimer_NotesItsNextTickAndWaitsForIt()
    {
        Task running = Start();

        Assert.Empty(_runs);
        Assert.Equal(At("2026-11-24T02:05:00Z"), _store.Status?.Next);
        Assert.Null(_store.Status?.Last);

        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(["02:05:00 due, last none, next 02:05"], _runs, StringComparer.Ordinal);
        Assert.Equal(At("2026-11-24T02:05:00Z"), _store.Status?.Last);
        Assert.Equal(At("2026-11-24T02:10:00Z"), _store.Status?.Next);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_TicksMissedWhileDown_RunOncePastDue()
    {
        _store.Status = new TimerStatus(
            At("2026-11-24T01:35:00Z"), At("2026-11-24T01:40:00Z"), At("2026-11-24T01:35:01Z"), EveryFiveMinutes.Identity);

        Task running = Start();

        Assert.Equal(["02:03:00 past due, last 01:35, next 01:40"], _runs, StringComparer.Ordinal);
        Assert.Equal(At("2026-11-24T02:05:00Z"), _store.Status.Next);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_ScheduleChanged_ForgetsTheOldTick()
    {
        _store.Status = new TimerStatus(At("2026-11-24T01:00:00Z"), At("2026-11-24T02:00:00Z"), At("2026-11-24T01:00:01Z"), "0 0 * * * * UTC");

        Task running = Start();

        Assert.Empty(_runs);
        Assert.Equal(At("2026-11-24T02:05:00Z"), _store.Status.Next);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_RunOnStartup_RunsAtOnceAndThenOnSchedule()
    {
        Task running = Start(runOnStartup: true);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(["02:03:00 due, last none, next 02:05", "02:05:00 due, last 02:03, next 02:05"], _runs, StringComparer.Ordinal);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_NoMonitor_KeepsNoStatus()
    {
        Task running = Start(useMonitor: false);
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(["02:05:00 due, no status"], _runs, StringComparer.Ordinal);
        Assert.Null(_store.Status);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_LongRun_IsFollowedByOneForTheTicksThatItCovered()
    {
        TaskCompletionSource finish = new();
        _body = () => finish.Task;
        Task running = Start();
        _time.Advance(TimeSpan.FromMinutes(2));

        // 02:05 begins and lasts until 02:17, over 02:10 and 02:15: one run makes up for both, and 02:20 is next.
        _time.Advance(TimeSpan.FromMinutes(12));
        Assert.Single(_runs);
        _body = () => Task.CompletedTask;
        finish.SetResult();
        await UntilAsync(() => _store.Status?.Next == At("2026-11-24T02:20:00Z"));

        Assert.Equal(["02:05:00 due, last none, next 02:05", "02:17:00 due, last 02:05, next 02:10"], _runs, StringComparer.Ordinal);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_IntervalWithALongRun_CountsFromTheBeginningOfTheRun()
    {
        TaskCompletionSource finish = new();
        _body = () => finish.Task;
        Task running = Start(schedule: TimerSchedule.Parse("00:05:00", TimeZoneInfo.Utc, "test"));
        _time.Advance(TimeSpan.FromMinutes(5));
        _time.Advance(TimeSpan.FromMinutes(3));
        _body = () => Task.CompletedTask;
        finish.SetResult();
        await UntilAsync(() => _store.Status?.Next == At("2026-11-24T02:13:00Z"));

        await StopAsync(running);
    }

    [Fact]
    public async Task Run_TickFurtherAwayThanATimerReaches_ComesOnTime()
    {
        // From 24 November 02:03 to 1 January 00:00 are 37 days, 21 hours and 57 minutes; a timer of .NET's holds 24.8 days in milliseconds.
        Task running = Start(schedule: TimerSchedule.Parse("0 0 0 1 1 *", TimeZoneInfo.Utc, "test"));
        _time.Advance(new TimeSpan(37, 21, 56, 59));
        Assert.Empty(_runs);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["00:00:00 due, last none, next 00:00"], _runs, StringComparer.Ordinal);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_MachineSleptOverTicks_RunsOnceAndIsNotPastDue()
    {
        Task running = Start();
        _time.AdjustTime(At("2026-11-24T05:01:00Z"));
        Assert.Empty(_runs);

        // The wait is looked at every minute.
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["05:02:00 due, last none, next 02:05"], _runs, StringComparer.Ordinal);
        Assert.Equal(At("2026-11-24T05:05:00Z"), _store.Status?.Next);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_ClockSetBackALittle_ServesNoTickTwice()
    {
        Task running = Start();
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Single(_runs);

        _time.AdjustTime(At("2026-11-24T02:03:00Z"));
        _time.Advance(TimeSpan.FromMinutes(6));

        // 02:05 comes again on the clock; it has been served.
        Assert.Single(_runs);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["02:05:00 due, last none, next 02:05", "02:10:00 due, last 02:05, next 02:10"], _runs, StringComparer.Ordinal);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_ClockSetBackByYears_GoesOnFromTheClock()
    {
        _store.Status = new TimerStatus(
            At("2031-05-01T10:00:00Z"), At("2031-05-01T10:05:00Z"), At("2031-05-01T10:00:00Z"), EveryFiveMinutes.Identity);
        Task running = Start();

        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(["02:05:00 due, last 10:00, next 10:05"], _runs, StringComparer.Ordinal);
        Assert.Equal(At("2026-11-24T02:10:00Z"), _store.Status?.Next);
        await StopAsync(running);
    }

    [Fact]
    public async Task Run_StoppedDuringARun_FinishesItAndNotesTheTick()
    {
        TaskCompletionSource finish = new();
        _body = () => finish.Task;
        Task running = Start();
        _time.Advance(TimeSpan.FromMinutes(2));

        await _stopping.CancelAsync();
        Assert.False(running.IsCompleted);
        finish.SetResult();
        await running.WaitAsync(Limit, CancellationToken.None);

        Assert.Equal(At("2026-11-24T02:05:00Z"), _store.Status?.Last);
    }

    [Fact]
    public async Task Run_StorageDown_WaitsForItsStatusAndStillFindsTheMissedTick()
    {
        _store.Status = new TimerStatus(Last: null, At("2026-11-24T01:40:00Z"), At("2026-11-24T01:35:01Z"), EveryFiveMinutes.Identity);
        _store.IsDown = true;
        Task running = Start();
        Assert.Empty(_runs);

        _store.IsDown = false;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["02:03:01 past due, last none, next 01:40"], _runs, StringComparer.Ordinal);
        await StopAsync(running);
    }

    [Fact]
    public async Task FireNow_DuringARun_WaitsForItsEnd()
    {
        TaskCompletionSource finish = new();
        _body = () => finish.Task;
        using TimerListener listener = Listener(runOnStartup: true, useMonitor: true);
        Task running = listener.RunAsync(_stopping.Token);
        Task manual = listener.FireNowAsync(_stopping.Token);
        Assert.Single(_runs);

        finish.SetResult();
        await manual.WaitAsync(Limit, CancellationToken.None);

        Assert.Equal(2, _runs.Count);
        await StopAsync(running);
    }

    private Task Start(bool runOnStartup = false, bool useMonitor = true, TimerSchedule? schedule = null) =>
        Listener(runOnStartup, useMonitor, schedule).RunAsync(_stopping.Token);

    private TimerListener Listener(bool runOnStartup, bool useMonitor, TimerSchedule? schedule = null) => new(
        "Timer", new FunctionTrigger.Timer(schedule ?? EveryFiveMinutes, runOnStartup, useMonitor), NoteAsync, _store, _time, NullLogger.Instance);

    private Task NoteAsync(TimerInfo timer)
    {
        string status = timer.ScheduleStatus is { } known
            ? $"last {(known.Last == default ? "none" : known.Last.ToString("HH:mm", CultureInfo.InvariantCulture))}, next {known.Next:HH:mm}"
            : "no status";
        _runs.Add($"{_time.GetUtcNow():HH:mm:ss} {(timer.IsPastDue ? "past due" : "due")}, {status}");
        return _body();
    }

    private async Task StopAsync(Task running)
    {
        await _stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Limit, CancellationToken.None));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
