namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>What a policy would hold for an account, before any limit.</summary>
/// <param name="Units">Whole units, over all zones.</param>
/// <param name="Reasons">The rule that set them, and what it could not use.</param>
internal sealed record Wish(long Units, IReadOnlyList<string> Reasons);
