using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Invocations;

/// <summary>The trace that the invocation belongs to, such as that of its request; empty when it belongs to none.</summary>
internal sealed class EmbeddedTraceContext : TraceContext
{
    public override string TraceParent { get; } = Activity.Current?.Id ?? string.Empty;

    public override string TraceState { get; } = Activity.Current?.TraceStateString ?? string.Empty;
}
