using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Timelines;

/// <summary>What an account really has after a decision: in Recommend mode what it had before.</summary>
public static class Holdings
{
    /// <summary>Units held, by zone.</summary>
    public static IReadOnlyDictionary<string, decimal> Held(AccountDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Mode == OperatingMode.Enforce ? decision.ReservedAfter : decision.ReservedBefore;
    }

    /// <summary>Units that it may use.</summary>
    public static decimal Allocated(AccountDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Mode == OperatingMode.Enforce ? decision.AllocatedAfter : decision.AllocatedBefore;
    }

    /// <summary>Price for an hour of units; a zone without a price costs nothing.</summary>
    /// <param name="byZone">Units by zone.</param>
    /// <param name="prices">Price of one unit for an hour by zone.</param>
    public static decimal CostPerHour(IReadOnlyDictionary<string, decimal> byZone, IReadOnlyDictionary<string, decimal> prices)
    {
        ArgumentNullException.ThrowIfNull(byZone);
        ArgumentNullException.ThrowIfNull(prices);
        return byZone.Sum(zone => zone.Value * prices.GetValueOrDefault(zone.Key));
    }
}
