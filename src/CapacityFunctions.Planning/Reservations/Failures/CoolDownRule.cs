using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Reservations.Failures;

/// <summary>
/// How long a refusal keeps planning from asking for more, and of what. The times are those of Azure's Karpenter provider
/// (github.com/Azure/karpenter-provider-azure), which learned them in the field; its general default is three minutes.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>Quota</term><description>10 minutes; an hour where the limit is 0, as a quota that was never granted does not come by itself. The family; everything, where the region's total is used up.</description></item>
/// <item><term>ZoneFull</term><description>An hour: the resource type in that zone.</description></item>
/// <item><term>RegionFull</term><description>An hour: the resource type everywhere.</description></item>
/// <item><term>NotOffered</term><description>23 hours: the resource type everywhere.</description></item>
/// <item><term>Throttled</term><description>As long as the provider asks, else three minutes: everything, as the count is kept by subscription.</description></item>
/// <item><term>Conflict</term><description>As long as the provider asks, else three minutes: the resource type in that zone.</description></item>
/// <item><term>Invalid, Unknown</term><description>Three minutes: the resource type in that zone. What is wrong in a request is repaired by people, and tried again each cycle until then.</description></item>
/// </list>
/// </remarks>
public static class CoolDownRule
{
    private static readonly TimeSpan Default = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan UsedUpQuota = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan NoQuotaAtAll = TimeSpan.FromHours(1);
    private static readonly TimeSpan NoCapacity = TimeSpan.FromHours(1);
    private static readonly TimeSpan NotOffered = TimeSpan.FromHours(23);

    /// <summary>What follows from a refused increase. A longer wait that the provider asks for always counts.</summary>
    /// <param name="failure">The refusal.</param>
    /// <param name="resourceType">What was asked for.</param>
    /// <param name="family">The family whose quota it counts against; null where there are no families.</param>
    /// <param name="zone">Where it was asked for.</param>
    /// <param name="now">When it was refused; UTC.</param>
    public static CoolDown After(ProviderFailure failure, ResourceType resourceType, string? family, string zone, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(failure);
        CoolDown inZone = new() { ResourceType = resourceType, Zone = zone, Until = now + Duration(failure), Failure = failure };
        return failure.Class switch
        {
            FailureClass.Quota when IsOfTheRegion(failure.Quota) => inZone with { ResourceType = null, Zone = null },
            FailureClass.Quota when family is not null => inZone with { ResourceType = null, Family = family, Zone = null },
            FailureClass.Quota or FailureClass.RegionFull or FailureClass.NotOffered => inZone with { Zone = null },
            FailureClass.Throttled => inZone with { ResourceType = null, Zone = null },
            _ => inZone,
        };
    }

    private static TimeSpan Duration(ProviderFailure failure)
    {
        TimeSpan asked = failure.RetryAfter ?? TimeSpan.Zero;
        TimeSpan usual = failure.Class switch
        {
            FailureClass.Quota => failure.Quota is { Limit: 0 } ? NoQuotaAtAll : UsedUpQuota,
            FailureClass.ZoneFull or FailureClass.RegionFull => NoCapacity,
            FailureClass.NotOffered => NotOffered,
            FailureClass.Conflict or FailureClass.Throttled when asked > TimeSpan.Zero => asked,
            _ => Default,
        };
        return asked > usual ? asked : usual;
    }

    /// <summary>Azure calls it <c>Total Regional Cores</c> in messages and <c>cores</c> in usage lists.</summary>
    private static bool IsOfTheRegion(QuotaShortage? quota) =>
        quota is not null
        && (quota.Name.Contains("regional", StringComparison.OrdinalIgnoreCase) || quota.Name.Equals("cores", StringComparison.OrdinalIgnoreCase));
}
