namespace DurableTask.Core.Exceptions;

/// <summary>An instance with that id exists in a status that refuses a new one.</summary>
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    public OrchestrationAlreadyExistsException()
    {
    }

    public OrchestrationAlreadyExistsException(string? message)
        : base(message)
    {
    }

    public OrchestrationAlreadyExistsException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
