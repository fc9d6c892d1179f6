namespace CapacityFunctions.Planning.Reservations.Trails;

/// <summary>What the policy wanted to hold at one cycle, before limits.</summary>
/// <param name="At">The cycle's scheduled time; UTC.</param>
/// <param name="Units">Resource units, over all zones; 0 or more.</param>
public sealed record PastWish(DateTimeOffset At, decimal Units);
