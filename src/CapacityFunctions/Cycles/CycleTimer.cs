using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Cycles;

/// <summary>The tick of the loop.</summary>
public sealed class CycleTimer(CycleLauncher launcher, TimeProvider time, ILogger<CycleTimer> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>Starts the cycle of the current five minutes; a tick that comes late starts that one, and what was missed is not stacked.</summary>
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

        DateTimeOffset slot = new(now.UtcTicks - (now.UtcTicks % Interval.Ticks), TimeSpan.Zero);
        await launcher.LaunchAsync(client, slot, "timer", cancellationToken);
    }
}
