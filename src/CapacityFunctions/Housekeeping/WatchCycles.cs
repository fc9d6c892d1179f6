using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Housekeeping;

/// <summary>Starts a cycle when none has been recorded for too long. The launcher's lock sees to it that no two run at once.</summary>
public sealed class WatchCycles(
    CycleLauncher launcher, CycleStore cycles, TimeProvider time, IOptions<WatchdogOptions> options, ILogger<WatchCycles> logger)
{
    /// <summary>What its cycles are started by.</summary>
    internal const string Name = "watchdog";

    /// <returns>The next look; null when there shall be none.</returns>
    [Function(nameof(WatchCycles))]
    public async Task<WatchdogRound?> RunAsync(
        [ActivityTrigger] WatchdogRound round, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(round);

        if (!options.Value.IsOn)
        {
            return null;
        }

        DateTimeOffset now = time.GetUtcNow();
        Cycle? latest = await cycles.LatestAsync(cancellationToken);
        DateTimeOffset last = latest?.Id.ScheduledAt ?? round.Since;
        if (now - last > options.Value.MissedAfter)
        {
            CycleLaunch launch = await launcher.LaunchAsync(client, now, Name, cancellationToken);
            logger.TimerSilent(last, launch.GetType().Name);
        }

        return round with { Wait = options.Value.Interval };
    }
}
