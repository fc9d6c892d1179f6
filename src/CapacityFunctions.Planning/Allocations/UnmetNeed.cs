using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>Units that an account needs and did not get.</summary>
public sealed record UnmetNeed(AccountId AccountId, decimal Amount);
