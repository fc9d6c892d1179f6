namespace DurableTask.Core.Exceptions;

/// <summary>The orchestrator's code does not do what its history says that it did.</summary>
public class NonDeterministicOrchestrationException : Exception
{
    public NonDeterministicOrchestrationException()
    {
    }

    public NonDeterministicOrchestrationException(string? message)
        : base(message)
    {
    }

    public NonDeterministicOrchestrationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
