using CapacityFunctions.Embedded.DurableTask;
using CapacityFunctions.Embedded.Functions.Discovery;
using CapacityFunctions.Embedded.Functions.Invocations;
using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.Functions.Durable;

/// <summary>Lets the Durable engine run the app's orchestrators and activities.</summary>
internal sealed class FunctionTaskInvoker(FunctionCatalog catalog, FunctionInvoker invoker) : IDurableTaskInvoker
{
    private readonly Dictionary<string, FunctionDescriptor> _orchestrators = catalog.Having<FunctionTrigger.Orchestration>()
        .ToDictionary(pair => pair.Trigger.Name, pair => pair.Function, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, FunctionDescriptor> _activities = catalog.Having<FunctionTrigger.Activity>()
        .ToDictionary(pair => pair.Trigger.Name, pair => pair.Function, StringComparer.OrdinalIgnoreCase);

    public bool IsOrchestrator(TaskName name) => _orchestrators.ContainsKey(name);

    public bool IsActivity(TaskName name) => _activities.ContainsKey(name);

    /// <summary>An orchestrator's token is never cancelled: its code may know nothing of the process that it runs in.</summary>
    public Task<object?> RunOrchestratorAsync(TaskName name, TaskOrchestrationContext context) =>
        invoker.InvokeOrchestratorAsync(_orchestrators[name], new TriggerPayload.Orchestration(context));

    public Task<object?> RunActivityAsync(TaskName name, string instanceId, string? serializedInput, CancellationToken cancellationToken) =>
        invoker.InvokeAsync(
            _activities[name], new TriggerPayload.Activity(instanceId, serializedInput), FunctionInvoker.NewInvocationId(), cancellationToken);
}
