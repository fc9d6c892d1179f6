using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.Functions.Invocations;

/// <summary>What started an invocation.</summary>
internal abstract record TriggerPayload
{
    private TriggerPayload()
    {
    }

    public sealed record Http(HttpContext Context) : TriggerPayload;

    public sealed record Timer(TimerInfo Info) : TriggerPayload;

    public sealed record Orchestration(TaskOrchestrationContext Context) : TriggerPayload;

    /// <param name="InstanceId">The orchestration that called the activity.</param>
    /// <param name="SerializedInput">JSON, or null for none.</param>
    public sealed record Activity(string InstanceId, string? SerializedInput) : TriggerPayload;
}
