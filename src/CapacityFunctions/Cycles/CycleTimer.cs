using CapacityFunctions.Housekeeping;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Cycles;

/// <summary>The tick of the loop.</summary>
public sealed class CycleTimer(CycleLauncher launcher, Watchdog watchdog, TimeProvider time, ILogger<CycleTimer> logger)
{
    /// <summary>What its cycles are started by.</summary>
    internal const string Name = "timer";

    /// <summary>A timer may fire a moment early; its cycle belongs to the minute it was meant for.</summary>
    private static readonly TimeSpan Earliness = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Starts the cycle of the current minute. A tick that comes late starts its own, and what was missed is not stacked. The minute is not rounded to
    /// the five of the schedule: a replayed clock is shifted by any offset, and its ticks fall between.
    /// </summary>
    [Function(nameof(CycleTimer))]
    public async Task RunAsync(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);

        DateTimeOffset now = time.GetUtcNow();
        if (timer.IsPastDue)
        {
            logger.TickCameLate(now);
        }

        await launcher.LaunchAsync(client, now + Earliness, Name, cancellationToken);
        await watchdog.EnsureAsync(client, cancellationToken);
    }
}
