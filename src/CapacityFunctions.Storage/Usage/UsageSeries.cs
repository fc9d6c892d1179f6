using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Storage.Usage;

/// <summary>One series that has usage.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="ResourceType">Of what.</param>
/// <param name="NewestAt">Timestamp of its newest observation; UTC.</param>
public sealed record UsageSeries(AccountId AccountId, ResourceType ResourceType, DateTimeOffset NewestAt);
