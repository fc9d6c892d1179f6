using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations.Failures;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>One change of one reservation.</summary>
public sealed record ReservationRequest
{
    /// <summary>Derives from cycle, account, resource type and zone, so that the same decision has the same id however often it is made.</summary>
    public required string Id { get; init; }

    public required CycleId CycleId { get; init; }

    public required AccountId AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    public required string Zone { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required RequestType RequestType { get; init; }

    /// <summary>By how many units; above 0.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What the zone's reservation was when this was decided, in units.</summary>
    public required decimal Before { get; init; }

    /// <summary>What it shall be: the absolute quantity that the provider is asked for, so that asking twice changes nothing.</summary>
    public required decimal Target { get; init; }

    public required string Reason { get; init; }

    public RequestOutcome Outcome { get; init; } = RequestOutcome.Intended;

    /// <summary>Why the target was not reached, in words; null otherwise.</summary>
    public string? OutcomeReason { get; init; }

    /// <summary>What the provider refused, all of it or a part; null where it refused nothing, and in rows of earlier versions.</summary>
    public ProviderFailure? Failure { get; init; }

    /// <summary>Units that the provider held after it, or will hold where it is pending; null where it is not known.</summary>
    public decimal? Granted { get; init; }

    /// <summary>When a pending one is expected to end; null where the provider does not say.</summary>
    public DateTimeOffset? ReadyAt { get; init; }
}
