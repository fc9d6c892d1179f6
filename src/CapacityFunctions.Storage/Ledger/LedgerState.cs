using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>What the answer to one request depends on.</summary>
internal sealed record LedgerState
{
    public required ResourceType ResourceType { get; init; }

    /// <summary>Null: there is no such zone.</summary>
    public required LedgerZone? Zone { get; init; }

    /// <summary>Units taken in the zone, those that are on their way included.</summary>
    public required decimal TakenInZone { get; init; }

    /// <summary>Units taken in all zones.</summary>
    public required decimal TakenInAll { get; init; }

    /// <summary>What the account has in the zone.</summary>
    public required LedgerReservation Reservation { get; init; }

    public required LedgerTerms Terms { get; init; }

    public required LedgerScript Script { get; init; }

    public required DateTimeOffset Now { get; init; }
}
