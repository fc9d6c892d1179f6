using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Safety;
using CapacityFunctions.Planning.Reservations.Trails;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>What planning knows of one account before it decides.</summary>
public sealed record AccountReservationState
{
    public required AccountId AccountId { get; init; }

    public OperatingMode Mode { get; init; } = OperatingMode.Recommend;

    /// <summary>Units held, by zone.</summary>
    public IReadOnlyDictionary<string, decimal> Reserved { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Units in use, by zone: a reservation never falls below them.</summary>
    public IReadOnlyDictionary<string, decimal> Running { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Null when there is no forecast to act on: then <see cref="HoldReason"/> says why.</summary>
    public PredictedDemand? Demand { get; init; }

    /// <summary>Why nothing may change for this account (stale usage, no history); null when it may.</summary>
    public string? HoldReason { get; init; }

    /// <summary>Why the forecast is to be trusted less; what follows is the policy's to say.</summary>
    public IReadOnlyList<ForecastDoubt> Doubts { get; init; } = [];

    public decimal Minimum { get; init; }

    public decimal? Maximum { get; init; }

    /// <summary>What earlier cycles wanted and did.</summary>
    public ReservationTrail Trail { get; init; } = ReservationTrail.Empty;
}
