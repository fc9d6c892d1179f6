using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Providers;

/// <summary>Where nobody keeps accounts within their allocation: it stands in the books alone.</summary>
public sealed class AllocationsInBooks : IAllocationProvider
{
    public bool KeepsLimits(ResourceType resourceType) => false;

    public Task<IReadOnlyDictionary<AccountId, decimal>> ReadLimitsAsync(
        ResourceType resourceType, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("No limits are kept.");

    public Task<IReadOnlyList<ProviderOutcome>> SetLimitsAsync(
        ResourceType resourceType, IReadOnlyList<LimitRequest> requests, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("No limits are kept.");
}
