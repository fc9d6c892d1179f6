using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Cycles;

/// <summary>
/// Finds runs that are written down as running but whose orchestration has ended without saying so, or never began because the process was killed
/// between the two.
/// </summary>
internal static class OrchestrationDeath
{
    /// <summary>A run whose orchestration can't be found is given this long before it counts as dead: it may just be starting.</summary>
    private static readonly TimeSpan StartGrace = TimeSpan.FromMinutes(1);

    /// <returns>What became of it; null while it lives.</returns>
    public static async Task<string?> FindAsync(
        DurableTaskClient client, string instanceId, DateTimeOffset startedAt, DateTimeOffset now, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(instanceId, cancellationToken) switch
        {
            null when now - startedAt > StartGrace => "its orchestration was never started",
            { IsCompleted: true } orchestration => $"its orchestration ended as {orchestration.RuntimeStatus} without completing it",
            _ => null,
        };
}
