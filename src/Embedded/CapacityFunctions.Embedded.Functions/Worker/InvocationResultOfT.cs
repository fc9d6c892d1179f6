namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function returned, for middleware to read and replace.</summary>
public abstract class InvocationResult<T>
{
    protected InvocationResult()
    {
    }

    public abstract T? Value { get; set; }
}
