namespace CapacityFunctions.Cli.Up;

/// <summary>A Functions app that this process started.</summary>
internal interface IRunningApp : IAsyncDisposable
{
    /// <summary>The status with which it ended by itself; null while it runs.</summary>
    int? ExitCode { get; }
}
