namespace CapacityFunctions.Embedded.Functions;

/// <summary>An invocation took longer than the <c>functionTimeout</c> of host.json.</summary>
public sealed class FunctionTimeoutException : Exception
{
    public FunctionTimeoutException()
    {
    }

    public FunctionTimeoutException(string message)
        : base(message)
    {
    }

    public FunctionTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
