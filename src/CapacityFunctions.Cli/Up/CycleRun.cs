using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Http;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cli.Up;

/// <summary>Asks a system for a cycle and waits for its end.</summary>
internal static class CycleRun
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(300);

    /// <param name="system">The running system.</param>
    /// <param name="scheduledAt">Which cycle; one that has run already is given back as it was. Null for one now.</param>
    /// <param name="time">The clock for the waiting.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="WorkFailedException">The app has ended or refuses.</exception>
    public static async Task<CycleAnswer> RunAsync(
        RunningSystem system, DateTimeOffset? scheduledAt, TimeProvider time, CancellationToken cancellationToken)
    {
        string? path;
        while ((path = await system.Client.StartCycleAsync(scheduledAt, cancellationToken)) is null)
        {
            // Another one still runs, as one that a kill interrupted and this start goes on with.
            system.RequireRunning();
            await Task.Delay(PollInterval, time, cancellationToken);
        }

        while (true)
        {
            system.RequireRunning();
            if (await system.Client.GetCycleAsync(path, cancellationToken) is { Status: not CycleStatus.Running } ended)
            {
                return ended;
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }
}
