using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;

/// <summary>Starts plans that don't exist yet, and waits for their ends.</summary>
internal static class PlanRun
{
    public static string InstanceId(int seed) => $"g{seed}";

    public static async Task StartAsync(DurableTaskClient client, IEnumerable<(string InstanceId, Plan Plan)> plans)
    {
        await Parallel.ForEachAsync(plans, async (plan, cancellation) =>
        {
            if (await client.GetInstanceAsync(plan.InstanceId, cancellation) is null)
            {
                await client.ScheduleNewOrchestrationInstanceAsync(
                    PlanInvoker.Orchestrator,
                    new PlanInput(plan.Plan),
                    new StartOrchestrationOptions(plan.InstanceId, StartAt: null),
                    cancellation);
            }
        });
    }

    /// <returns>A line for each instance: id, status, output, custom status.</returns>
    public static async Task<IReadOnlyList<string>> EndAsync(
        DurableTaskClient client, IEnumerable<string> instanceIds, CancellationToken cancellationToken)
    {
        List<string> ends = [];
        foreach (string instanceId in instanceIds)
        {
            OrchestrationMetadata ended = await client.WaitForInstanceCompletionAsync(
                instanceId, getInputsAndOutputs: true, cancellationToken);
            ends.Add($"{ended.InstanceId} {ended.RuntimeStatus} {ended.SerializedOutput} {ended.SerializedCustomStatus}");
        }

        return ends;
    }
}
