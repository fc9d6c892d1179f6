namespace DurableTask.Core.Exceptions;

/// <summary>What the Durable Task framework itself throws into orchestrators.</summary>
public class OrchestrationException : Exception
{
    public OrchestrationException()
    {
    }

    public OrchestrationException(string? message)
        : base(message)
    {
    }

    public OrchestrationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
