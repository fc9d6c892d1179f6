using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Allocations.Transfers;

/// <summary>What the provider lets an account use of one resource type.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="Units">Units in force now; 0 or more.</param>
public sealed record AccountLimit(AccountId AccountId, decimal Units)
{
    /// <summary>Units that a change which has not ended asks for; null: there is none.</summary>
    public decimal? UnderWay { get; init; }

    /// <summary>The most that may be in force before that change has ended: capacity for it is spoken for.</summary>
    public decimal Most => Math.Max(Units, UnderWay ?? 0);
}
