using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Embedded.Functions.Invocations;

/// <summary>The host itself never runs an invocation again; Durable retries are new invocations.</summary>
internal sealed class NoRetryContext : RetryContext
{
    public override int RetryCount => 0;

    public override int MaxRetryCount => 0;
}
