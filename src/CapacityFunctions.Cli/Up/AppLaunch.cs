namespace CapacityFunctions.Cli.Up;

/// <summary>How the Functions app is started.</summary>
/// <param name="Environment">Variables set on top of those of this process.</param>
/// <param name="LogPath">File that receives what the app prints.</param>
internal sealed record AppLaunch(IReadOnlyDictionary<string, string> Environment, string LogPath);
