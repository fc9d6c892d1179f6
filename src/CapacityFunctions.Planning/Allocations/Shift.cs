using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>Units that move from one account to another in one cycle.</summary>
public sealed record Shift(AccountId From, AccountId To, decimal Amount);
