namespace CapacityFunctions.Cli.Up;

/// <summary>Starts the app that the build put beside this program.</summary>
internal sealed class AppLauncher : IAppLauncher
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "app", "CapacityFunctions.dll");

    public IRunningApp Start(AppLaunch launch) => AppProcess.Start(launch, Assembly);
}
