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
    public static Task RunAsync(string title, int count, bool isShown, Action<Action> work, CancellationToken cancellationToken) =>
        RunAsync(title, count, isShown, task => work(() => task?.Increment(1)), cancellationToken);

    /// <inheritdoc cref="RunAsync(string, int, bool, Action{Action}, CancellationToken)"/>
    /// <param name="title">What is done.</param>
    /// <param name="isShown">False for no bar.</param>
    /// <param name="work">Tells its argument the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">The user wants it to stop.</param>
    public static Task RunAsync(string title, bool isShown, Action<Action<double>> work, CancellationToken cancellationToken) =>
        RunAsync(
            title,
            1,
            isShown,
            task => work(share =>
            {
                if (task is not null)
                {
                    task.Value = share;
                }
            }),
            cancellationToken);

    private static async Task RunAsync(string title, double whole, bool isShown, Action<ProgressTask?> work, CancellationToken cancellationToken)
    {
        if (!isShown)
        {
            work(null);
            return;
        }

        await AnsiConsole.Progress().StartAsync(progress =>
        {
            ProgressTask task = progress.AddTask(title, maxValue: whole);
            return Task.Run(
                () =>
                {
                    work(task);
                    task.Value = whole;
                },
                cancellationToken);
        });
    }
}
