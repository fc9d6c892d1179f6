using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Cli.Up;

/// <summary>Prints a line for every cycle that ends.</summary>
internal sealed class CycleWatch(RunningSystem system, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Runs until it is cancelled.</summary>
    /// <param name="shown">The cycle that was shown already.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="WorkFailedException">The app has ended.</exception>
    public async Task RunAsync(CycleId shown, CancellationToken cancellationToken)
    {
        string? lastTrouble = null;
        while (true)
        {
            await Task.Delay(Interval, time, cancellationToken);
            system.RequireRunning();
            string? trouble = null;
            try
            {
                if (await system.Client.GetCycleAsync("api/cycles/latest", cancellationToken) is { Status: not CycleStatus.Running } latest && latest.Id != shown)
                {
                    await output.WriteLineAsync(CycleLine.Format(latest));
                    shown = latest.Id;
                }
            }
            catch (WorkFailedException failed)
            {
                // Storage may be away for a while: the app says so and recovers, so this goes on too.
                trouble = failed.Message;
            }

            if (trouble is not null && !string.Equals(trouble, lastTrouble, StringComparison.Ordinal))
            {
                await output.WriteLineAsync(trouble);
            }

            lastTrouble = trouble;
        }
    }
}
