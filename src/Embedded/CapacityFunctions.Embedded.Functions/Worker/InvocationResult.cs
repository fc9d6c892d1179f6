namespace Microsoft.Azure.Functions.Worker;

/// <inheritdoc cref="InvocationResult{T}"/>
public abstract class InvocationResult : InvocationResult<object>
{
    protected InvocationResult()
    {
    }
}
