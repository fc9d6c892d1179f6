namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>What shall be held for one account, before zones, money and other accounts are looked at.</summary>
internal sealed record AccountTarget
{
    public required AccountReservationState Account { get; init; }

    /// <summary>Whole units held, over all zones.</summary>
    public required long Current { get; init; }

    /// <summary>Whole units to hold, over all zones.</summary>
    public required long Target { get; init; }

    /// <summary>What the policy wanted, before instructions and limits; null when it was not asked.</summary>
    public long? Wanted { get; init; }

    /// <summary>The demand that was planned for; null when nothing may change.</summary>
    public PredictedDemand? Demand { get; init; }

    public required bool Enforced { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Nothing may change: neither the total nor its zones.</summary>
    public bool IsHeld => Demand is null;
}
