using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Planning.Reservations.Trails;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>What a reservation decision needs beside accounts, outlooks and what is held; of one resource type.</summary>
public sealed record ReservationFacts
{
    /// <summary>What the provider offers.</summary>
    public required IReadOnlyList<ZoneOffer> Zones { get; init; }

    /// <summary>The group's demand over the time that the decision covers; null where there is none: required by the policy <c>pooled</c>.</summary>
    public PredictedDemand? Group { get; init; }

    /// <summary>The family whose quota the resource type counts against; null where there are no families.</summary>
    public string? Family { get; init; }

    /// <summary>Refusals of earlier cycles that may still count, of any resource type.</summary>
    public IReadOnlyList<CoolDown> CoolDowns { get; init; } = [];

    /// <summary>What the last plan left for this one; accounts without one begin anew.</summary>
    public IReadOnlyDictionary<AccountId, ReservationTrail> Trails { get; init; } = new Dictionary<AccountId, ReservationTrail>();

    /// <summary>Why nothing at all may change (a cycle that comes too late); null normally.</summary>
    public string? HoldEverything { get; init; }
}
