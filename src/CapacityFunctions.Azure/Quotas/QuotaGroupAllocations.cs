using System.Collections.Concurrent;
using Azure;
using CapacityFunctions.Azure.Failures;
using CapacityFunctions.Azure.Offers;
using CapacityFunctions.Azure.Options;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Providers;
using ResourceType = CapacityFunctions.Planning.Accounts.ResourceType;

namespace CapacityFunctions.Azure.Quotas;

/// <summary>Allocations as limits of the accounts' subscriptions in a quota group: units times cores, absolute, for one size of each family.</summary>
/// <remarks>
/// A change is a long operation: within <see cref="AzureProviderOptions.OperationTimeout"/> its end is the answer, after that it is pending. Asked
/// again, the limit is read; where it is not there yet the same absolute limit is asked for anew, which changes nothing where the first is under way.
/// </remarks>
public sealed class QuotaGroupAllocations : IAllocationProvider
{
    /// <summary>Subscriptions at once; the quota service throttles early.</summary>
    private const int Parallelism = 4;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(5);

    private readonly QuotaGroups _groups;
    private readonly SkuCatalogue _skus;
    private readonly AzureProviderOptions _options;
    private readonly AzureFailures _failures;
    private readonly TimeProvider _time;

    internal QuotaGroupAllocations(QuotaGroups groups, SkuCatalogue skus, AzureProviderOptions options, TimeProvider time)
    {
        _groups = groups;
        _skus = skus;
        _options = options;
        _failures = new AzureFailures(time);
        _time = time;
    }

    private string ManagementGroup => _options.QuotaGroup.ManagementGroup!;

    private string GroupName => _options.QuotaGroup.Name!;

    public bool KeepsLimits(ResourceType resourceType) =>
        _options.QuotaGroup.IsUsed && _options.QuotaGroup.Sizes.Contains(resourceType.Value, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">The size is not offered, or another one of its family is in the list, too.</exception>
    public async Task<IReadOnlyDictionary<AccountId, decimal>> ReadLimitsAsync(
        ResourceType resourceType, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        SkuOffer sku = await SkuAsync(resourceType, cancellationToken);
        ConcurrentDictionary<AccountId, decimal> limits = [];
        await Parallel.ForEachAsync(accounts, Options(cancellationToken), async (account, token) =>
        {
            if (_options.SubscriptionOf(account.Value) is { } subscription && await FindAsync(subscription, sku, token) is { } units)
            {
                limits[account] = units;
            }
        });
        return limits;
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">The size is not offered, or another one of its family is in the list, too.</exception>
    public async Task<IReadOnlyList<ProviderOutcome?>> SetLimitsAsync(
        ResourceType resourceType, IReadOnlyList<LimitRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        SkuOffer sku = await SkuAsync(resourceType, cancellationToken);
        ProviderOutcome?[] outcomes = new ProviderOutcome?[requests.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, requests.Count), Options(cancellationToken), async (index, token) =>
        {
            try
            {
                outcomes[index] = await SetAsync(sku, requests[index], token);
            }
            catch (RequestFailedException refused) when (AzureFailures.IsRefusal(refused) && refused.Status is not (409 or 412 or 429))
            {
                outcomes[index] = new ProviderOutcome.Refused(_failures.Read(refused));
            }
            catch (RequestFailedException)
            {
                // No answer, or not now. That refuses this question, not an earlier one for the same limit that may be under way: it stays open.
            }
        });
        return outcomes;
    }

    private async Task<ProviderOutcome> SetAsync(SkuOffer sku, LimitRequest request, CancellationToken cancellationToken)
    {
        if (request.Units != decimal.Truncate(request.Units) || request.Units < 0)
        {
            return Invalid("InvalidParameter", $"{request.Units} is not a whole number of machines.");
        }

        if (_options.SubscriptionOf(request.AccountId.Value) is not { } subscription)
        {
            return Invalid("NoSubscription", $"{request.AccountId} has no subscription of its own, so no quota either.");
        }

        if (await FindAsync(subscription, sku, cancellationToken) == request.Units)
        {
            return new ProviderOutcome.Applied(request.Units);
        }

        QuotaChange change = await _groups.AllocateAsync(
            ManagementGroup, GroupName, subscription, sku.Family, (long)request.Units * sku.Cores, cancellationToken);
        long startedAt = _time.GetTimestamp();
        while (change is { Outcome: OperationOutcome.Pending, OperationId: { } operation })
        {
            TimeSpan left = _options.OperationTimeout - _time.GetElapsedTime(startedAt);
            change = await _groups.ReadOperationAsync(operation, cancellationToken);
            if (change.Outcome != OperationOutcome.Pending || left <= TimeSpan.Zero)
            {
                break;
            }

            TimeSpan pause = change.RetryAfter ?? UsualPause;
            await Task.Delay(pause < left ? (pause > ShortestPause ? pause : ShortestPause) : left, _time, cancellationToken);
        }

        return change.Outcome switch
        {
            OperationOutcome.Succeeded => new ProviderOutcome.Applied(request.Units),
            OperationOutcome.Failed => new ProviderOutcome.Refused(new ProviderFailure(FailureClass.Quota, change.Status, change.Reason ?? "No reason was given.")),
            _ => new ProviderOutcome.Pending(request.Units, ReadyAt: null),
        };
    }

    /// <summary>Whole units that a subscription's quota covers; null where the group says nothing of it.</summary>
    private async Task<decimal?> FindAsync(string subscription, SkuOffer sku, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, long> limits = await _groups.ReadSubscriptionAsync(ManagementGroup, GroupName, subscription, cancellationToken);
        return limits.TryGetValue(sku.Family, out long cores) ? cores / sku.Cores : null;
    }

    private async Task<SkuOffer> SkuAsync(ResourceType resourceType, CancellationToken cancellationToken)
    {
        SkuOffer sku = await _skus.FindAsync(resourceType.Value, cancellationToken)
            ?? throw new InvalidOperationException($"Capacity__Azure__QuotaGroup__Sizes: {resourceType} can't be reserved here.");
        foreach (string other in _options.QuotaGroup.Sizes.Where(other => !string.Equals(other, sku.Name, StringComparison.OrdinalIgnoreCase)))
        {
            if (await _skus.FindAsync(other, cancellationToken) is { } also && string.Equals(also.Family, sku.Family, StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidOperationException($"Capacity__Azure__QuotaGroup__Sizes: {sku.Name} and {also.Name} are of one family, {sku.Family}.");
            }
        }

        return sku;
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };

    private static ProviderOutcome.Refused Invalid(string code, string message) => new(new ProviderFailure(FailureClass.Invalid, code, message));
}
