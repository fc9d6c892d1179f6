using CapacityFunctions.Embedded.Functions.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Invocations;

internal sealed class EmbeddedFunctionContext : FunctionContext, IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private EmbeddedBindingContext? _bindings;

    public EmbeddedFunctionContext(
        FunctionDescriptor function, TriggerPayload payload, string invocationId, IServiceProvider services, CancellationToken cancellationToken)
    {
        Function = function;
        Payload = payload;
        InvocationId = invocationId;
        InstanceServices = services;

        // The token is kept apart from its source: a function that outlives its time may still ask for it.
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken = _cancellation.Token;
    }

    public FunctionDescriptor Function { get; }

    public TriggerPayload Payload { get; }

    /// <summary>What the function returned; null before it has and for void.</summary>
    public object? Result { get; set; }

    /// <summary>True once the function itself has been called.</summary>
    public bool IsEntered { get; set; }

    /// <summary>True when nobody waits for this invocation any more: its function must not begin.</summary>
    public bool IsAbandoned { get; private set; }

    public override string InvocationId { get; }

    public override string FunctionId => Function.Definition.Id;

    public override TraceContext TraceContext { get; } = new EmbeddedTraceContext();

    public override BindingContext BindingContext => _bindings ??= new EmbeddedBindingContext(Payload);

    public override RetryContext RetryContext { get; } = new NoRetryContext();

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }

    public void Abandon()
    {
        IsAbandoned = true;
        _cancellation.Cancel();
    }

    public void Dispose() => _cancellation.Dispose();
}
