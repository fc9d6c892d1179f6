using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>One series of usage: an account and a resource type.</summary>
public sealed record SeriesKey(AccountId AccountId, ResourceType ResourceType);
