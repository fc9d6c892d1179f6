namespace CapacityFunctions.Azure.Tests.ControlPlane;

/// <summary>A change of a subscription's limit in the quota group.</summary>
/// <param name="Limit">Cores that it shall have.</param>
/// <param name="ReadyAt">When it ends.</param>
internal sealed record QuotaOperation(long Limit, DateTimeOffset ReadyAt)
{
    internal bool HasEnded { get; init; }

    /// <summary>With what it ended; null: well.</summary>
    internal string? Error { get; init; }
}
