using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Simulations.Scenarios;

/// <summary>What a usage file holds of one series.</summary>
/// <param name="AccountId">Whose usage it is.</param>
/// <param name="ResourceType">What was used.</param>
/// <param name="Start">Start of the first bucket with usage.</param>
/// <param name="End">End of the last one.</param>
public sealed record UsageExtent(AccountId AccountId, ResourceType ResourceType, DateTimeOffset Start, DateTimeOffset End);
