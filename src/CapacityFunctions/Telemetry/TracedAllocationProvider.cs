using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Providers;

namespace CapacityFunctions.Telemetry;

/// <inheritdoc cref="TracedCapacityProvider"/>
internal sealed class TracedAllocationProvider(IAllocationProvider provider) : IAllocationProvider
{
    public bool KeepsLimits(ResourceType resourceType) => provider.KeepsLimits(resourceType);

    public Task<IReadOnlyDictionary<AccountId, decimal>> ReadLimitsAsync(
        ResourceType resourceType, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken = default) =>
        ProviderSpan.AroundAsync("read_limits", resourceType, _ => provider.ReadLimitsAsync(resourceType, accounts, cancellationToken));

    public Task<IReadOnlyList<ProviderOutcome?>> SetLimitsAsync(
        ResourceType resourceType, IReadOnlyList<LimitRequest> requests, CancellationToken cancellationToken = default) =>
        ProviderSpan.AroundAsync("set_limits", resourceType, _ => provider.SetLimitsAsync(resourceType, requests, cancellationToken));
}
