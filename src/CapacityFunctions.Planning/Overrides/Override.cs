using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Overrides;

/// <summary>An operator's time-limited instruction, which planning obeys.</summary>
public sealed record Override
{
    /// <summary>The scope that stands for every account, or every resource type.</summary>
    public const string Everything = "*";

    public string Id { get; init; } = string.Empty;

    public required OverrideKind Kind { get; init; }

    /// <summary>An account id, or <see cref="Everything"/>.</summary>
    public required string AccountId { get; init; }

    /// <summary>A resource type, or <see cref="Everything"/>.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Units, tier or factor, as the kind says; null for kinds without one.</summary>
    public decimal? Value { get; init; }

    /// <summary>For <see cref="OverrideKind.Mode"/> only.</summary>
    public OperatingMode? Mode { get; init; }

    /// <summary>From when it holds, inclusive; UTC.</summary>
    public DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>Until when it holds, exclusive; UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who gave it, from the identity of the caller.</summary>
    public string Author { get; init; } = string.Empty;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public string? CancelledBy { get; init; }

    /// <summary>The scope is every account.</summary>
    internal bool IsForEveryAccount => string.Equals(AccountId, Everything, StringComparison.Ordinal);

    /// <summary>The scope is every resource type.</summary>
    internal bool IsForEveryType => string.Equals(ResourceType, Everything, StringComparison.Ordinal);

    /// <summary>From when it really holds, inclusive: not before it was given.</summary>
    internal DateTimeOffset HoldsFrom => EffectiveFrom > CreatedAt ? EffectiveFrom : CreatedAt;

    /// <summary>Until when it really holds, exclusive.</summary>
    internal DateTimeOffset HoldsUntil => CancelledAt is { } cancelled && cancelled < ExpiresAt ? cancelled : ExpiresAt;

    public bool IsActiveAt(DateTimeOffset instant) =>
        EffectiveFrom <= instant && instant < ExpiresAt && (CancelledAt is not { } cancelled || instant < cancelled);

    public OverrideState StateAt(DateTimeOffset instant) => instant >= HoldsUntil
        ? OverrideState.Ended
        : instant < EffectiveFrom ? OverrideState.Scheduled : OverrideState.Active;

    public bool Covers(AccountId account, ResourceType resourceType) =>
        Matches(AccountId, account.Value) && CoversResource(resourceType);

    /// <summary>Whether it speaks of this resource type, for whichever account.</summary>
    public bool CoversResource(ResourceType resourceType) => Matches(ResourceType, resourceType.Value);

    /// <summary>
    /// The instruction as a preview shows it: one that begins later as if it had begun, since that is what is asked; one that ends before the next
    /// cycle unchanged, since no cycle will see it.
    /// </summary>
    /// <param name="at">The instant of the previewed decision.</param>
    /// <param name="dueAt">When the next cycle is due.</param>
    public Override AsIfInForce(DateTimeOffset at, DateTimeOffset dueAt) => ExpiresAt <= dueAt && EffectiveFrom <= dueAt
        ? this with { ExpiresAt = EffectiveFrom < at ? at : EffectiveFrom }
        : this with { EffectiveFrom = EffectiveFrom < at ? EffectiveFrom : at };

    private static bool Matches(string scope, string name) =>
        string.Equals(scope, Everything, StringComparison.Ordinal) || string.Equals(scope, name, StringComparison.Ordinal);
}
