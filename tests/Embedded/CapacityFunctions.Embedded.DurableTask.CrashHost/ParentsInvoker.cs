using System.Text;
using System.Text.Json;
using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.DurableTask.CrashHost;

/// <summary>
/// <c>Parent</c> (input: number of rounds) runs, in each round, two <c>Child</c> sub-orchestrations; a child runs activity <c>Work</c>
/// three times around a timer. <c>Work</c> returns its input's length, and appends one line to a file before it does.
/// </summary>
internal sealed class ParentsInvoker(string runsFile) : IDurableTaskInvoker
{
    private readonly Lock _gate = new();

    public bool IsOrchestrator(TaskName name) => name == "Parent" || name == "Child";

    public bool IsActivity(TaskName name) => name == "Work";

    public async Task<object?> RunOrchestratorAsync(TaskName name, TaskOrchestrationContext context) =>
        name == "Parent" ? await ParentAsync(context) : await ChildAsync(context);

    public async Task<object?> RunActivityAsync(
        TaskName name, string instanceId, string? serializedInput, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            using FileStream runs = new(runsFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            runs.Write(Encoding.UTF8.GetBytes($"{serializedInput}\n"));
        }

        await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        return JsonSerializer.Deserialize<string>(serializedInput!)!.Length;
    }

    private static async Task<int> ParentAsync(TaskOrchestrationContext context)
    {
        int total = 0;
        for (int round = 0; round < context.GetInput<int>(); round++)
        {
            string prefix = $"{context.InstanceId}-{round}";
            int[] parts = await Task.WhenAll(
                context.CallSubOrchestratorAsync<int>("Child", options: new SubOrchestrationOptions(instanceId: $"{prefix}-x")),
                context.CallSubOrchestratorAsync<int>("Child", options: new SubOrchestrationOptions(instanceId: $"{prefix}-y")));
            total += parts.Sum();
        }

        return total;
    }

    private static async Task<int> ChildAsync(TaskOrchestrationContext context)
    {
        int[] first = await Task.WhenAll(
            context.CallActivityAsync<int>("Work", $"{context.InstanceId}-1"),
            context.CallActivityAsync<int>("Work", $"{context.InstanceId}-2"));
        await context.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        return first.Sum() + await context.CallActivityAsync<int>("Work", $"{context.InstanceId}-3");
    }
}
