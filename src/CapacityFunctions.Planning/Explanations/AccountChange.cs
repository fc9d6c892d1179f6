using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>An account and an amount of it.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Units">How many units; above 0.</param>
public sealed record AccountChange(AccountId AccountId, decimal Units);
