using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.Priorities;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>What one account may use now, and why.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Amount">How many units.</param>
/// <param name="EffectivePriority">The tier after what moved it.</param>
/// <param name="Reasons">What moved the tier, what was lent or kept as floor, which limit or override bound it.</param>
public sealed record AccountAllocation(AccountId AccountId, decimal Amount, int EffectivePriority, IReadOnlyList<string> Reasons)
{
    /// <summary>What the effective priority is made of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PriorityParts? PriorityParts { get; init; }

    /// <summary>Units that it needs, within its floor and maximum; null when that is not known (held).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Need { get; init; }

    /// <summary>Units that it has before any need is served: its guarantee without what it lends.</summary>
    public decimal Floor { get; init; }

    /// <summary>Units of its guarantee that others may use now.</summary>
    public decimal Lent { get; init; }

    /// <summary>Units that it has above its guarantee; the first to go when those who lend take theirs back.</summary>
    public decimal Borrowed { get; init; }

    /// <summary>The rule that decided; null in divisions that were stored before it was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AllocationRule? Rule { get; init; }

    /// <summary>What the next division is to know of this one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AllocationTrail? Trail { get; init; }
}
