using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>What holds for a resource type in all zones.</summary>
public sealed record LedgerTerms
{
    /// <summary>The family that its quota is named after; null: the quota bears the resource type's name.</summary>
    public string? Family { get; init; }

    /// <summary>How long an increase takes; 0 or more.</summary>
    public TimeSpan ProvisioningDelay { get; init; }

    /// <summary>How long it takes to raise an account's limit; 0 or more.</summary>
    public TimeSpan LimitDelay { get; init; }

    /// <summary>Null: no quota.</summary>
    public LedgerQuota? Quota { get; init; }

    internal string QuotaNameOf(ResourceType resourceType) => Family ?? resourceType.Value;

    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    internal void Validate()
    {
        if (ProvisioningDelay < TimeSpan.Zero || LimitDelay < TimeSpan.Zero || Quota is { Limit: < 0 } or { PerUnit: <= 0 })
        {
            throw new ArgumentException("Delays and the limit of a quota are 0 or more, and what a unit counts is above 0.", nameof(ProvisioningDelay));
        }
    }
}
