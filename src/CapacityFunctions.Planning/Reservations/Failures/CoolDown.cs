using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Reservations.Failures;

/// <summary>Where a provider refused, and until when it is not asked for more there. Releases are not affected.</summary>
public sealed record CoolDown
{
    /// <summary>The resource type that was refused; null: every one of <see cref="Family"/>, and without a family every one there is.</summary>
    public ResourceType? ResourceType { get; init; }

    /// <summary>The family whose quota is used up; null where the refusal was not about a quota.</summary>
    public string? Family { get; init; }

    /// <summary>The zone that is full; null: all zones.</summary>
    public string? Zone { get; init; }

    /// <summary>Asked again from this instant on; UTC.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The refusal that it follows from.</summary>
    public required ProviderFailure Failure { get; init; }
}
