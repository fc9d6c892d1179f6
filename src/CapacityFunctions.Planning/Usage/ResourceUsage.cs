using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Usage;

/// <summary>One observation of what an account used.</summary>
/// <param name="AccountId">Who used it.</param>
/// <param name="ResourceType">What was used.</param>
/// <param name="Timestamp">When; UTC.</param>
/// <param name="AmountUsed">How much, in resource units; finite, 0 or more.</param>
/// <param name="Zone">The availability zone where it ran; null when that is not known.</param>
public sealed record ResourceUsage(AccountId AccountId, ResourceType ResourceType, DateTimeOffset Timestamp, double AmountUsed, string? Zone = null);
