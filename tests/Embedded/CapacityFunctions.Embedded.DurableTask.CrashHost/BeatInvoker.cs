using System.Text;
using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.DurableTask.CrashHost;

/// <summary><c>Heart</c> runs activity <c>Beat</c> for ever, which appends the id of its process to a file.</summary>
internal sealed class BeatInvoker(string beatsFile) : IDurableTaskInvoker
{
    private const int BeatsOfOneExecution = 20;

    public bool IsOrchestrator(TaskName name) => name == "Heart";

    public bool IsActivity(TaskName name) => name == "Beat";

    public async Task<object?> RunOrchestratorAsync(TaskName name, TaskOrchestrationContext context)
    {
        for (int beat = 0; beat < BeatsOfOneExecution; beat++)
        {
            await context.CallActivityAsync("Beat");
            await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }

        context.ContinueAsNew();
        return null;
    }

    public Task<object?> RunActivityAsync(
        TaskName name, string instanceId, string? serializedInput, CancellationToken cancellationToken)
    {
        using FileStream beats = new(beatsFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        beats.Write(Encoding.UTF8.GetBytes($"{Environment.ProcessId}\n"));
        return Task.FromResult<object?>(null);
    }
}
