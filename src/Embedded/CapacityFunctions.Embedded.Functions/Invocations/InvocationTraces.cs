using System.Diagnostics;

namespace CapacityFunctions.Embedded.Functions.Invocations;

/// <summary>Spans of what starts from outside, by the source and the tags of the real worker. Orchestrators and activities have those of Durable.</summary>
internal static class InvocationTraces
{
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    /// <param name="function">Its name.</param>
    /// <param name="trigger"><c>timer</c> or <c>http</c>, as in OpenTelemetry's conventions.</param>
    /// <param name="invocationId">Also in the logs.</param>
    public static Activity? Begin(string function, string trigger, string invocationId)
    {
        Activity? span = Source.StartActivity($"function {function}", ActivityKind.Server);
        span?.SetTag("faas.name", function).SetTag("faas.trigger", trigger).SetTag("faas.invocation_id", invocationId);
        return span;
    }
}
