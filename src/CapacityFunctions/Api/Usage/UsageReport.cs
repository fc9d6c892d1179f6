using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Storage.Usage;

namespace CapacityFunctions.Api.Usage;

/// <summary>What was used, oldest first.</summary>
/// <param name="AccountId">Null for the group.</param>
/// <param name="ResourceType">Of what.</param>
/// <param name="Timestamps">UTC, rising; instants without an observation are left out.</param>
/// <param name="Values">One for each timestamp, in resource units.</param>
public sealed record UsageReport(
    AccountId? AccountId, ResourceType ResourceType, IReadOnlyList<DateTimeOffset> Timestamps, IReadOnlyList<double> Values)
{
    internal static UsageReport Of(UsageHistory history) =>
        new(history.AccountId, history.ResourceType, history.Timestamps.ToArray(), history.Values.ToArray());

    internal static UsageReport Of(ResourceType resourceType, IReadOnlyList<DemandPoint> demand) =>
        new(AccountId: null, resourceType, [.. demand.Select(point => point.At)], [.. demand.Select(point => point.Value)]);
}
