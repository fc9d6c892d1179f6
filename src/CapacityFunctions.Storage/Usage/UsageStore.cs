using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Usage;
using CapacityFunctions.Storage.Connection;

namespace CapacityFunctions.Storage.Usage;

/// <summary>What accounts used: one row holds a UTC day of one account, resource type and zone as 288 five-minute buckets.</summary>
public sealed class UsageStore
{
    internal UsageStore(StorageConnection connection)
    {
    }

    /// <summary>Adds observations in any order; a bucket keeps the highest of its observations, so the same row twice changes nothing.</summary>
    /// <returns>How many buckets changed.</returns>
    /// <exception cref="ArgumentException">An amount is not finite or negative, or a zone has more than 64 characters.</exception>
    /// <exception cref="ConcurrencyConflictException">Other writers kept changing the same days.</exception>
    public Task<int> AppendAsync(IReadOnlyList<ResourceUsage> observations, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>The buckets that start in [from, to).</summary>
    public Task<UsageHistory> ReadAsync(
        AccountId account, ResourceType resourceType, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Every series that has usage, by account, then by resource type.</summary>
    public Task<IReadOnlyList<UsageSeries>> ListSeriesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The newest observation of a series; null when it has none.</summary>
    public Task<UsageObservation?> LatestAsync(
        AccountId account, ResourceType resourceType, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
