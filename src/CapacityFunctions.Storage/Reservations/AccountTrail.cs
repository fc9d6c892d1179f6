using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Trails;

namespace CapacityFunctions.Storage.Reservations;

/// <summary>The trail of one account.</summary>
public sealed record AccountTrail(AccountId AccountId, ReservationTrail Trail);
