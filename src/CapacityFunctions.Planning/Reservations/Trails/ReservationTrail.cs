namespace CapacityFunctions.Planning.Reservations.Trails;

/// <summary>What planning remembers of one account from cycle to cycle: cool-downs and stabilisation look back on it.</summary>
public sealed record ReservationTrail
{
    public static ReservationTrail Empty { get; } = new();

    /// <summary>When the reservation was last raised; null: not within memory.</summary>
    public DateTimeOffset? IncreasedAt { get; init; }

    /// <summary>When it was last lowered; null: not within memory.</summary>
    public DateTimeOffset? DecreasedAt { get; init; }

    /// <summary>What the policy wanted within the stabilisation window, oldest first.</summary>
    public IReadOnlyList<PastWish> Wishes { get; init; } = [];
}
