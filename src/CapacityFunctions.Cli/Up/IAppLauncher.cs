namespace CapacityFunctions.Cli.Up;

/// <summary>Starts the Functions app. Disposing what it returns asks the app to end and waits until it has.</summary>
internal interface IAppLauncher
{
    IRunningApp Start(AppLaunch launch);
}
