using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>Capacity that a decision wanted and could not place.</summary>
public sealed record UnmetReservation(AccountId AccountId, decimal Amount, string Reason);
