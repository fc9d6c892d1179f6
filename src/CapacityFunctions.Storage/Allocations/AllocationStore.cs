using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Allocations;

/// <summary>Who may use how much: one append-only row for each resource type and cycle, the newest of which is in force.</summary>
public sealed class AllocationStore
{
    internal AllocationStore(StorageConnection connection)
    {
    }

    /// <summary>What is in force; null when nothing was ever allocated.</summary>
    public Task<AllocationRecord?> CurrentAsync(ResourceType resourceType, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Puts a division into force, for all accounts at once.</summary>
    /// <returns>False when this cycle has divided this resource type before: then nothing changes.</returns>
    public Task<bool> ApplyAsync(
        CycleId cycleId, ResourceType resourceType, AllocationResult result, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Divisions, with their shifts, of cycles scheduled in [from, to), newest first.</summary>
    public Task<Page<AllocationRecord>> HistoryAsync(
        ResourceType resourceType,
        DateTimeOffset from,
        DateTimeOffset to,
        int pageSize = 100,
        string? continuationToken = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
