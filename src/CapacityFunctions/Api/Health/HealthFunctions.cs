using CapacityFunctions.Cycles;
using CapacityFunctions.Housekeeping;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Health;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Api.Health;

/// <summary>Whether the system can do its work.</summary>
public sealed class HealthFunctions(
    StorageHealth storage, CycleStore cycles, Watchdog watchdog, ClockGuard clock, TimeProvider time, IOptions<WatchdogOptions> options, ILogger<HealthFunctions> logger)
{
    /// <summary>A silence longer than this is said to last at least so long; the endpoint is open, so it reads little.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(4);

    private const int MostCycles = 100;

    /// <summary>Whether storage answers, the newest cycle, and whether the timer ticks. Needs no key.</summary>
    [Function("GetHealth")]
    [ProducesResponseType<HealthReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<HealthReport>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        StorageHealthReport report = await storage.CheckAsync(cancellationToken);
        if (report.Reason is { } reason)
        {
            return new ObjectResult(Report("unhealthy", now) with { Reasons = [reason] }) { StatusCode = StatusCodes.Status503ServiceUnavailable };
        }

        await EnsureWatchdogAsync(client, cancellationToken);
        Cycle? latest = await cycles.LatestAsync(cancellationToken);
        TickGap? gap = options.Value.TimerIsOn ? await FindGapAsync(latest, now, cancellationToken) : null;
        return new OkObjectResult(Report("healthy", now) with
        {
            LatestCycle = latest is null ? null : $"{latest.Id} {latest.Status}",
            Warnings = Warnings(gap),
            MissedTicks = gap?.Missed ?? 0,
            MissedSince = gap?.Since,
        });
    }

    private static HealthReport Report(string status, DateTimeOffset now) =>
        new(status, Reasons: [], now, LatestCycle: null, Warnings: [], MissedTicks: 0, MissedSince: null);

    private string[] Warnings(TickGap? gap) =>
    [
        .. gap is null ? Array.Empty<string>() : [$"the timer has missed {gap.Missed} ticks since {gap.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"],
        .. clock.Warning is { } warning ? [warning] : Array.Empty<string>(),
    ];

    private async Task<TickGap?> FindGapAsync(Cycle? latest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Cycle[] recent =
            [.. (await cycles.ListAsync(now - LookBack, now.AddMinutes(1), MostCycles, continuationToken: null, cancellationToken)).Items];
        return MissedTicks.FindOpen(recent.Length > 0 || latest is null ? recent : [latest], now, CycleTimer.Name);
    }

    /// <summary>The platform's own checks come here, so this is where a watchdog is started that no timer has started. Health doesn't depend on it.</summary>
    private async Task EnsureWatchdogAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            await watchdog.EnsureAsync(client, cancellationToken);
        }
        catch (Exception unknown) when (unknown is not OperationCanceledException)
        {
            logger.WatchdogUnknown(unknown);
        }
    }
}
