using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>What one account may use now, and why.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Amount">How many units.</param>
/// <param name="EffectivePriority">The tier after what moved it.</param>
/// <param name="Reasons">What moved the tier, what was lent or kept as floor, which limit or override bound it.</param>
public sealed record AccountAllocation(AccountId AccountId, decimal Amount, int EffectivePriority, IReadOnlyList<string> Reasons);
