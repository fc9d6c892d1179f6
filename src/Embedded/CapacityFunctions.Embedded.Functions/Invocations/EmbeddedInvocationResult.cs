using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Invocations;

/// <summary>The result of an invocation where middleware reads and replaces it.</summary>
internal sealed class EmbeddedInvocationResult(EmbeddedFunctionContext context) : InvocationResult
{
    public override object? Value
    {
        get => context.Result;
        set => context.Result = value;
    }
}
