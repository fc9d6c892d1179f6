using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CapacityFunctions.Testing;

namespace CapacityFunctions.EndToEnd.Tests.Crashes;

/// <summary>
/// The app over one storage, cycle after cycle, each on new usage. The process may be killed at any time; the next one gets a clock five minutes
/// later, as if the machine had been back for the next tick.
/// </summary>
/// <remarks>A process that lives through several cycles has a clock that runs ahead of them, and a cycle for each minute.</remarks>
internal sealed class CrashedSystem(string storage, string prefix) : IAsyncDisposable
{
    // Longer than the minute for which a cycle whose orchestration is missing counts as just starting, and than all retries of an activity.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>The app refuses a cycle that is scheduled more than five minutes ago.</summary>
    private static readonly TimeSpan OldestOrder = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan UsualLead = TimeSpan.FromSeconds(30);
    private readonly GrowingOrganisation _organisation = new();
    private readonly Dictionary<string, int> _seriesOf = new(StringComparer.Ordinal);
    private AppProcess? _app;
    private TimeSpan _clockOffset;
    private string? _lastCycle;

    /// <summary>Number of the cycle whose time it is, from 0.</summary>
    public int Cycle { get; private set; } = -1;

    /// <summary>Minutes past that time, for further cycles of the same process; a new process begins at 0.</summary>
    public int Minute { get; set; }

    /// <summary>How far the app's clock is past the time of its cycle when it starts.</summary>
    public TimeSpan Lead { get; init; } = UsualLead;

    public StoredState Stored { get; } = new(storage, prefix);

    public GrowingOrganisation Organisation => _organisation;

    public AppProcess App => _app ?? throw new InvalidOperationException("The app does not run.");

    /// <summary>Starts the app at the time of the next cycle.</summary>
    public async Task StartAsync()
    {
        Cycle++;
        Minute = 0;
        _clockOffset = ClockOffset(Cycle);
        _app = await AppProcess.StartAsync(storage, prefix, _clockOffset);
    }

    /// <summary>Starts the app at the time of the next cycle, to kill it while it starts.</summary>
    public void Launch() => _app = AppProcess.Launch(storage, prefix, ClockOffset(Cycle + 1));

    public async Task KillAsync()
    {
        await App.KillAsync();
        await App.DisposeAsync();
        _app = null;
    }

    /// <summary>Moves the app's clock to the next cycle by an ordinary restart.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    /// <summary>Orders the cycle whose time it is. Another answer than yes, or none, is no failure: the caller may have killed app or storage.</summary>
    /// <returns>The cycle; null when its order was not acknowledged.</returns>
    public async Task<string?> TryOrderCycleAsync()
    {
        // On a busy machine the app's clock may have run ahead of the cycle's minute by more than is taken.
        TimeSpan behind = TimeProvider.System.GetUtcNow() + _clockOffset - OldestOrder - _organisation.TimeOf(Cycle);
        Minute = Math.Max(Minute, (int)Math.Ceiling(behind.TotalMinutes));
        DateTimeOffset scheduledAt = _organisation.TimeOf(Cycle).AddMinutes(Minute);
        _lastCycle = $"cycle-{scheduledAt:yyyyMMdd'T'HHmm'Z'}";
        _seriesOf[_lastCycle] = _organisation.Accounts;
        try
        {
            using HttpResponseMessage response = await App.Http.PostAsJsonAsync("cycles", new { scheduledAt });
            return response.StatusCode == HttpStatusCode.Accepted ? _lastCycle : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>
    /// Runs the cycle whose time it is. On a quick machine its minute may still have to come: until then the app rightly refuses it. Where the one
    /// before it is not over, or its death not certain, it is rightly skipped: then the cycle of the next minute is run.
    /// </summary>
    public async Task RunCycleAsync()
    {
        JsonElement report = default;
        await App.WaitUntilAsync(
            async () =>
            {
                if (await TryOrderCycleAsync() is not { } cycle)
                {
                    return false;
                }

                report = await App.WaitForCycleAsync(cycle);
                bool wasSkipped = report.GetProperty("status").GetString() == "Skipped";
                Minute += wasSkipped ? 1 : 0;
                return !wasSkipped;
            },
            Limit,
            "accepting the cycle");
        Assert.True(report.GetProperty("status").GetString() == "Completed", report.GetRawText());
    }

    /// <summary>
    /// Waits until every cycle has ended, or it is certain that it never began. Also the earlier ones: storage that lost the end of a cycle
    /// has it run once more, and an order that comes in the meantime is rightly skipped.
    /// </summary>
    /// <returns>What became of the last one.</returns>
    public async Task<string> SettleAsync()
    {
        string status = "no cycle";
        await App.WaitUntilAsync(
            async () =>
            {
                foreach (string cycle in _seriesOf.Keys)
                {
                    string found = await StatusAsync(cycle);
                    if (found == "Running")
                    {
                        return false;
                    }

                    status = cycle == _lastCycle ? found : status;
                }

                return true;
            },
            Limit,
            $"done with {_lastCycle} and those before it");
        return status;
    }

    private async Task<string> StatusAsync(string cycle)
    {
        using HttpResponseMessage response = await App.Http.GetAsync($"cycles/{cycle}");
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return "never ordered";
        }

        if (!response.IsSuccessStatusCode)
        {
            // Storage is not back for the app yet.
            return "Running";
        }

        string status = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("status").GetString()!;
        return status == "Running" && !await Stored.HasOrchestrationAsync(cycle) ? "never begun" : status;
    }

    /// <summary>What has to be true once nothing runs: every cycle has ended, with all its rows, and the books are in order.</summary>
    /// <returns>How many cycles were completed, and how many requests they made.</returns>
    public async Task<(int Completed, int Requests)> AuditAsync()
    {
        int completed = 0;
        foreach ((string cycle, int series) in _seriesOf)
        {
            using HttpResponseMessage response = await App.Http.GetAsync($"cycles/{cycle}");
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                continue;
            }

            JsonElement report = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            if (report.GetProperty("status").GetString() == "Skipped")
            {
                // It was ordered while another one ran, or seemed to: it has done nothing.
                Assert.Equal(0, await Stored.OutlooksAsync(cycle));
                continue;
            }

            if (report.GetProperty("status").GetString() == "Abandoned")
            {
                // Killed between its row and its orchestration: the next cycle says so. Or storage lost its end more than once, until its time was over.
                string reason = report.GetProperty("reason").GetString()!;
                if (!reason.Contains("too late", StringComparison.Ordinal))
                {
                    Assert.Contains("never started", reason, StringComparison.Ordinal);
                    Assert.Equal(0, await Stored.OutlooksAsync(cycle));
                }

                continue;
            }

            Assert.True(report.GetProperty("status").GetString() == "Completed", report.GetRawText());
            Assert.Equal(series, report.GetProperty("decisions").GetArrayLength());
            Assert.Equal(series, await Stored.OutlooksAsync(cycle));
            completed++;
        }

        Assert.Empty(await Stored.OpenOrchestrationsAsync());
        return (completed, await Books.AuditAsync(App, Stored));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private TimeSpan ClockOffset(int cycle) => _organisation.TimeOf(cycle) + Lead - TimeProvider.System.GetUtcNow();
}
