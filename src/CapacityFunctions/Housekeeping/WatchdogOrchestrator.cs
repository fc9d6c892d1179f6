using CapacityFunctions.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CapacityFunctions.Housekeeping;

/// <summary>Waits and looks, for as long as the watchdog is on. Its timer is Durable's, which lies in storage: no timer of the platform has a part in it.</summary>
public static class WatchdogOrchestrator
{
    [Function(nameof(WatchdogOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WatchdogRound round)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(round);

        await context.CreateTimer(round.Wait, CancellationToken.None);
        if (await LookAsync(context, round) is { } next)
        {
            context.ContinueAsNew(next);
        }
    }

    /// <summary>A look that fails is not the last one.</summary>
    private static async Task<WatchdogRound?> LookAsync(TaskOrchestrationContext context, WatchdogRound round)
    {
        try
        {
            return await context.CallActivityAsync<WatchdogRound?>(nameof(WatchCycles), round, Retries.Storage);
        }
        catch (TaskFailedException)
        {
            // The engine has logged it.
            return round;
        }
    }
}
