using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Api.Overrides;

/// <summary>A new override, and what will bind it.</summary>
public sealed record OverrideReceipt
{
    public required string Id { get; init; }

    public required OverrideKind Kind { get; init; }

    /// <summary>An account id, or <c>*</c>.</summary>
    public required string AccountId { get; init; }

    /// <summary>A resource type, or <c>*</c>.</summary>
    public required string ResourceType { get; init; }

    public decimal? Value { get; init; }

    public OperatingMode? Mode { get; init; }

    public required DateTimeOffset EffectiveFrom { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string Reason { get; init; }

    public required string Author { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What will limit it or what it breaks, in sentences; empty when nothing does.</summary>
    public required IReadOnlyList<string> Binds { get; init; }

    internal static OverrideReceipt Of(Override created, IReadOnlyList<string> binds) => new()
    {
        Id = created.Id,
        Kind = created.Kind,
        AccountId = created.AccountId,
        ResourceType = created.ResourceType,
        Value = created.Value,
        Mode = created.Mode,
        EffectiveFrom = created.EffectiveFrom,
        ExpiresAt = created.ExpiresAt,
        Reason = created.Reason,
        Author = created.Author,
        CreatedAt = created.CreatedAt,
        Binds = binds,
    };
}
