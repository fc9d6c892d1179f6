using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Api.Overrides;

/// <summary>An override as an operator asks for it.</summary>
public sealed record OverrideDraft
{
    public required OverrideKind Kind { get; init; }

    /// <summary>An account id, or <c>*</c> for all.</summary>
    public required string AccountId { get; init; }

    /// <summary>A resource type, or <c>*</c> for all (the default).</summary>
    public string ResourceType { get; init; } = Override.Everything;

    /// <summary>Units, tier or factor, as the kind demands.</summary>
    public decimal? Value { get; init; }

    /// <summary>For the kind <c>mode</c>.</summary>
    public OperatingMode? Mode { get; init; }

    /// <summary>Now unless told.</summary>
    public DateTimeOffset? EffectiveFrom { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string Reason { get; init; }

    /// <summary>The override that this asks for.</summary>
    internal Override By(string author, DateTimeOffset now) => new()
    {
        Kind = Kind,
        AccountId = AccountId,
        ResourceType = ResourceType,
        Value = Value,
        Mode = Mode,
        EffectiveFrom = (EffectiveFrom ?? now).ToUniversalTime(),
        ExpiresAt = ExpiresAt.ToUniversalTime(),
        Reason = Reason,
        Author = author,
        CreatedAt = now,
    };
}
