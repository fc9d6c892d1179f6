using CapacityFunctions.Embedded.Functions.Invocations;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the function returned; middleware that does not call the function may put an answer there.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => context is EmbeddedFunctionContext own
        ? new EmbeddedInvocationResult(own)
        : throw new ArgumentException("The context is not one of this host.", nameof(context));
}
