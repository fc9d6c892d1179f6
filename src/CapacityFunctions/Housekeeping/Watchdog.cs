using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Housekeeping;

/// <summary>Sees to it that the watchdog's orchestration is there.</summary>
public sealed class Watchdog(TimeProvider time, IOptions<WatchdogOptions> options, ILogger<Watchdog> logger)
{
    internal const string InstanceId = "watchdog";

    /// <summary>How often a process asks for it: requests that come more often cost nothing.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    private long _askedAt;

    /// <summary>Starts it where it is missing or has ended.</summary>
    public async Task EnsureAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        long asked = Interlocked.Read(ref _askedAt);
        long now = TimeProvider.System.GetTimestamp();
        if (!options.Value.IsOn || (asked != 0 && TimeProvider.System.GetElapsedTime(asked, now) < AskAgain) ||
            Interlocked.CompareExchange(ref _askedAt, now, asked) != asked)
        {
            return;
        }

        if (await client.GetInstanceAsync(InstanceId, cancellationToken) is { IsCompleted: false })
        {
            return;
        }

        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(WatchdogOrchestrator),
            new WatchdogRound(options.Value.Interval, time.GetUtcNow()),
            new StartOrchestrationOptions(InstanceId),
            cancellationToken);
        logger.WatchdogStarted(options.Value.Interval, options.Value.MissedAfter);
    }
}
