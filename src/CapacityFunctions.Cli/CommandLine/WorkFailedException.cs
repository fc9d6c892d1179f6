namespace CapacityFunctions.Cli.CommandLine;

/// <summary>The work was understood and failed; the message is the line that the user reads.</summary>
internal sealed class WorkFailedException : Exception
{
    public WorkFailedException()
    {
    }

    public WorkFailedException(string message)
        : base(message)
    {
    }

    public WorkFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
