using CapacityFunctions.Providers;

namespace CapacityFunctions.Storage.Ledger;

/// <summary>What the ledger does with one request.</summary>
/// <param name="Outcome">What it answers.</param>
internal sealed record LedgerAnswer(ProviderOutcome Outcome)
{
    /// <summary>What the account has in the zone from now on; null: as before.</summary>
    public LedgerReservation? Reservation { get; init; }

    /// <summary>Why an increase that is under way will end with less than was asked for; null: it will not.</summary>
    public Planning.Reservations.Failures.ProviderFailure? Shortfall { get; init; }

    /// <summary>The faults that are left.</summary>
    public required LedgerScript Script { get; init; }

    /// <summary>Whether the answer gets lost.</summary>
    public bool IsLost { get; init; }
}
