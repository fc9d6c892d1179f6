using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Cycles;

/// <summary>What each cycle decided, and why; one partition for each cycle.</summary>
public sealed class DecisionStore
{
    internal DecisionStore(StorageConnection connection)
    {
    }

    /// <summary>Writes decisions; a second time for the same cycle, account and resource type replaces the first.</summary>
    public Task SaveAsync(IReadOnlyList<AccountDecision> decisions, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>All decisions of a cycle, by account, then by resource type.</summary>
    public Task<IReadOnlyList<AccountDecision>> ListAsync(CycleId cycleId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<AccountDecision?> GetAsync(
        CycleId cycleId, AccountId account, ResourceType resourceType, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
