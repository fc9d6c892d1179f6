namespace CapacityFunctions.Planning.Accounts;

/// <summary>One account of the organisation, as its operators describe it.</summary>
public sealed record LinkedAccount
{
    public required AccountId Id { get; init; }

    /// <summary>What people call it; the id when they gave no name.</summary>
    public string? Name { get; init; }

    public string? BusinessUnit { get; init; }

    /// <summary>Priority tier, 0 or more; a higher tier is served before a lower one.</summary>
    public int Priority { get; init; } = 1;

    /// <summary>Share inside its tier relative to the tier's other accounts; above 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>IANA name of the zone whose clock the account's usage follows, such as <c>Europe/Berlin</c>; UTC when it has none.</summary>
    public string? TimeZone { get; init; }

    public OperatingMode Mode { get; init; } = OperatingMode.Recommend;

    public ServiceLevel? ServiceLevel { get; init; }

    /// <summary>Limits by resource type; a type that is not listed has <see cref="ResourceLimits.None"/>.</summary>
    public IReadOnlyDictionary<ResourceType, ResourceLimits> Resources { get; init; } = new Dictionary<ResourceType, ResourceLimits>();

    public ResourceLimits LimitsOf(ResourceType resourceType) => Resources.GetValueOrDefault(resourceType, ResourceLimits.None);
}
