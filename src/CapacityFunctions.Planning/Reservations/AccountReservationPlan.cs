using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Trails;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>The decision for one account.</summary>
public sealed record AccountReservationPlan
{
    public required AccountId AccountId { get; init; }

    /// <summary>Units held now, over all zones.</summary>
    public required decimal Current { get; init; }

    /// <summary>Units to hold, over all zones.</summary>
    public required decimal Target { get; init; }

    /// <summary>Units to hold in each zone; adds up to <see cref="Target"/>.</summary>
    public required IReadOnlyDictionary<string, decimal> ByZone { get; init; }

    /// <summary>Price for an hour of what is held now.</summary>
    public decimal CostPerHourBefore { get; init; }

    /// <summary>Price for an hour of what shall be held.</summary>
    public decimal CostPerHourAfter { get; init; }

    /// <summary>The changes that lead there, zone by zone: releases first.</summary>
    public required IReadOnlyList<ZoneRequest> Requests { get; init; }

    /// <summary>The rule that set the target, each limit that bound it, each override that changed it, and what was relaxed.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>False when the account runs in Recommend mode: then the requests are shown and not carried out.</summary>
    public required bool Enforced { get; init; }

    /// <summary>What the next cycle has to know of this one.</summary>
    public ReservationTrail Trail { get; init; } = ReservationTrail.Empty;
}
