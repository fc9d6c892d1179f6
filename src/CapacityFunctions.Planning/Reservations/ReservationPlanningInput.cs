using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>Everything that one reservation decision looks at, for all accounts of one resource type.</summary>
public sealed record ReservationPlanningInput
{
    public required ResourceType ResourceType { get; init; }

    /// <summary>The smallest amount that can be reserved; 0.001 to 1,000,000. Held amounts are multiples of it.</summary>
    public decimal Unit { get; init; } = 1;

    public ReservationPolicy Policy { get; init; } = new();

    /// <summary>At least one; every zone where something is held, runs or is predicted is among them.</summary>
    public required IReadOnlyList<ZoneOffer> Zones { get; init; }

    public required IReadOnlyList<AccountReservationState> Accounts { get; init; }

    /// <summary>The consolidated demand of the group; required by the policy <c>pooled</c>, unused otherwise.</summary>
    public PredictedDemand? Group { get; init; }

    /// <summary>The family whose quota the resource type counts against; null where there are no families.</summary>
    public string? Family { get; init; }

    /// <summary>Where nothing is raised for a while because the provider refused; those that are over count for nothing.</summary>
    public IReadOnlyList<CoolDown> CoolDowns { get; init; } = [];

    public IReadOnlyList<Override> Overrides { get; init; } = [];

    /// <summary>The instant for which overrides are resolved; UTC.</summary>
    public DateTimeOffset Now { get; init; }
}
