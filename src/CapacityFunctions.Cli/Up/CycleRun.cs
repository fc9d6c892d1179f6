using CapacityFunctions.Cli.Http;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cli.Up;

/// <summary>Asks a system for a cycle and waits for its end.</summary>
internal static class CycleRun
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(300);

    public static async Task<CycleAnswer> RunAsync(RunningSystem system, TimeProvider time, CancellationToken cancellationToken)
    {
        string path = await system.Client.StartCycleAsync(cancellationToken);
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
