namespace CapacityFunctions.Cli.CommandLine;

internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The work was understood and failed.</summary>
    public const int Failed = 1;

    /// <summary>Arguments or input could not be used.</summary>
    public const int Unusable = 2;
}
