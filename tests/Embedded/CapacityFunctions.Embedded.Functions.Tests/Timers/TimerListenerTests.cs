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

        Assert.Equal(["02:03:00 due, last none, next 02:05", "02:05:00 due, last none, next 02:05"], _runs, StringComparer.Ordinal);
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
    public async Task Run_LongRun_DropsTheTicksThatItCovers()
    {
        TaskCompletionSource finish = new();
        _body = () => finish.Task;
        Task running = Start();
        _time.Advance(TimeSpan.FromMinutes(2));

        // 02:05 begins and lasts until 02:12: 02:10 is dropped, 02:15 is next.
        _time.Advance(TimeSpan.FromMinutes(7));
        Assert.Single(_runs);
        finish.SetResult();
        await UntilAsync(() => _store.Status?.Next == At("2026-11-24T02:15:00Z"));

        Assert.Single(_runs);
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

    private Task Start(bool runOnStartup = false, bool useMonitor = true) => Listener(runOnStartup, useMonitor).RunAsync(_stopping.Token);

    private TimerListener Listener(bool runOnStartup, bool useMonitor) => new(
        "Timer", new FunctionTrigger.Timer(EveryFiveMinutes, runOnStartup, useMonitor), NoteAsync, _store, _time, NullLogger.Instance);

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
