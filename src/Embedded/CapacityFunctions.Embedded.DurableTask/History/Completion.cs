using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>How an instance ended.</summary>
/// <param name="Status">Completed, Failed or Terminated.</param>
/// <param name="Output">JSON; for a failure the plain text "type: message".</param>
/// <param name="Failure">Set for Failed.</param>
/// <param name="TerminateChildren">Whether its open sub-orchestrations are to be terminated.</param>
internal sealed record Completion(
    OrchestrationRuntimeStatus Status, string? Output, TaskFailureDetails? Failure = null, bool TerminateChildren = false)
{
    public static Completion Failed(TaskFailureDetails failure) =>
        new(OrchestrationRuntimeStatus.Failed, $"{failure.ErrorType}: {failure.ErrorMessage}", failure);
}
