using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>Runs orchestrators and activities that a test has written down as delegates, and counts the activities' runs.</summary>
internal sealed class ScriptedInvoker : IDurableTaskInvoker
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<string?, CancellationToken, Task<object?>>> _activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> _runs = new(StringComparer.OrdinalIgnoreCase);

    public ScriptedInvoker Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> code)
    {
        _orchestrators[name] = async context => await code(context);
        return this;
    }

    public ScriptedInvoker Orchestrator(string name, Func<TaskOrchestrationContext, Task> code)
    {
        _orchestrators[name] = async context =>
        {
            await code(context);
            return null;
        };
        return this;
    }

    public ScriptedInvoker Activity<TInput>(string name, Func<TInput?, object?> code) =>
        Activity<TInput>(name, (input, _) => Task.FromResult(code(input)));

    public ScriptedInvoker Activity<TInput>(string name, Func<TInput?, CancellationToken, Task<object?>> code)
    {
        _activities[name] = (json, cancellation) =>
            code(json is null ? default : JsonSerializer.Deserialize<TInput>(json), cancellation);
        return this;
    }

    /// <summary>How often an activity has been started, by name and input (JSON).</summary>
    public int Runs(string name, string? input = null) => _runs.GetValueOrDefault($"{name}({input})");

    public bool IsOrchestrator(TaskName name) => _orchestrators.ContainsKey(name);

    public bool IsActivity(TaskName name) => _activities.ContainsKey(name);

    public Task<object?> RunOrchestratorAsync(TaskName name, TaskOrchestrationContext context) => _orchestrators[name](context);

    public Task<object?> RunActivityAsync(TaskName name, string instanceId, string? serializedInput, CancellationToken cancellationToken)
    {
        _runs.AddOrUpdate($"{name}({serializedInput})", 1, (_, count) => count + 1);
        return _activities[name](serializedInput, cancellationToken);
    }
}
