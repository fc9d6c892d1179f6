using Spectre.Console;

namespace CapacityFunctions.Cli.Tables;

/// <summary>Long work with a bar on the terminal.</summary>
internal static class ProgressBar
{
    /// <param name="title">What is done.</param>
    /// <param name="count">Parts of the work.</param>
    /// <param name="isShown">False for no bar, when nobody looks or the output is needed for something else.</param>
    /// <param name="work">Calls its argument after each part, from any thread.</param>
    /// <param name="cancellationToken">The user wants it to stop.</param>
    public static async Task RunAsync(string title, int count, bool isShown, Action<Action> work, CancellationToken cancellationToken)
    {
        if (!isShown)
        {
            work(() => { });
            return;
        }

        await AnsiConsole.Progress().StartAsync(progress =>
        {
            ProgressTask task = progress.AddTask(title, maxValue: count);
            return Task.Run(() => work(() => task.Increment(1)), cancellationToken);
        });
    }
}
