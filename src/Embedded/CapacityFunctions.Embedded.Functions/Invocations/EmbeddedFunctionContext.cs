using CapacityFunctions.Embedded.Functions.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Invocations;

internal sealed class EmbeddedFunctionContext(
    FunctionDescriptor function, TriggerPayload payload, string invocationId, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    private EmbeddedBindingContext? _bindings;

    public FunctionDescriptor Function { get; } = function;

    public TriggerPayload Payload { get; } = payload;

    /// <summary>What the function returned; null before it has and for void.</summary>
    public object? Result { get; set; }

    public override string InvocationId { get; } = invocationId;

    public override string FunctionId => Function.Definition.Id;

    public override TraceContext TraceContext { get; } = new EmbeddedTraceContext();

    public override BindingContext BindingContext => _bindings ??= new EmbeddedBindingContext(Payload);

    public override RetryContext RetryContext { get; } = new NoRetryContext();

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; } = cancellationToken;
}
