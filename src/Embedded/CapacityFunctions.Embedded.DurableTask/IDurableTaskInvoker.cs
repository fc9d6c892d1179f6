using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>What the engine calls to run user code.</summary>
public interface IDurableTaskInvoker
{
    bool IsOrchestrator(TaskName name);

    bool IsActivity(TaskName name);

    /// <summary>
    /// Runs the orchestrator function once over <paramref name="context"/>: from the top at each episode, on the engine's own
    /// single-threaded synchronisation context. An implementation must await nothing but what the function returns.
    /// </summary>
    /// <returns>The function's result object, or null. It is serialized by the engine.</returns>
    Task<object?> RunOrchestratorAsync(TaskName name, TaskOrchestrationContext context);

    /// <summary>Runs an activity function; may be called again for the same work after a crash.</summary>
    /// <param name="name">The activity's name as the orchestrator gave it.</param>
    /// <param name="instanceId">The orchestration that called it.</param>
    /// <param name="serializedInput">JSON, or null where the orchestrator passed none.</param>
    /// <param name="cancellationToken">Cancelled when the engine stops and its grace period is over.</param>
    /// <returns>The function's result object, or null. It is serialized by the engine.</returns>
    Task<object?> RunActivityAsync(TaskName name, string instanceId, string? serializedInput, CancellationToken cancellationToken);
}
