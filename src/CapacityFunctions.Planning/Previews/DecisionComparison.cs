using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Previews;

/// <summary>Two ways in which a cycle could go, side by side; of one resource type.</summary>
/// <param name="Changes">Accounts that are decided otherwise, and the one that the instruction names, by account.</param>
/// <param name="CostPerHourWithout">Price for an hour of all that would really be held without the instruction.</param>
/// <param name="CostPerHourWith">The same with it.</param>
public sealed record DecisionComparison(IReadOnlyList<DecisionChange> Changes, decimal CostPerHourWithout, decimal CostPerHourWith)
{
    /// <param name="instruction">What makes the difference.</param>
    /// <param name="without">Decisions without it.</param>
    /// <param name="with">Decisions with it, of the same accounts.</param>
    /// <param name="zones">What units cost.</param>
    public static DecisionComparison Of(
        Override instruction, IReadOnlyList<AccountDecision> without, IReadOnlyList<AccountDecision> with, IReadOnlyList<ZoneOffer> zones)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        ArgumentNullException.ThrowIfNull(without);
        ArgumentNullException.ThrowIfNull(with);

        Dictionary<string, decimal> prices = zones.ToDictionary(zone => zone.Zone, zone => zone.PricePerUnitHour, StringComparer.Ordinal);
        Dictionary<AccountId, AccountDecision> changed = with.ToDictionary(decision => decision.AccountId);
        DecisionChange[] changes =
        [
            .. without.OrderBy(decision => decision.AccountId)
                .Select(decision => Change(decision, changed[decision.AccountId], prices))
                .Where(change => change.Without != change.With || (!instruction.IsForEveryAccount && instruction.Covers(change.AccountId, change.ResourceType))),
        ];
        return new DecisionComparison(changes, Held(without, prices), Held(with, prices));
    }

    private static DecisionChange Change(AccountDecision without, AccountDecision with, Dictionary<string, decimal> prices) =>
        new(with.AccountId, with.ResourceType, Figures(without, prices), Figures(with, prices), with.Reasons);

    private static DecisionFigures Figures(AccountDecision decision, Dictionary<string, decimal> prices) => new(
        decision.Mode, decision.ReservedAfter.Values.Sum(), decision.AllocatedAfter, decision.Unmet, Cost(decision.ReservedAfter, prices));

    private static decimal Held(IReadOnlyList<AccountDecision> decisions, Dictionary<string, decimal> prices) => Amounts.Trimmed(decisions.Sum(decision =>
        Cost(decision.Mode == OperatingMode.Enforce ? decision.ReservedAfter : decision.ReservedBefore, prices)));

    private static decimal Cost(IReadOnlyDictionary<string, decimal> byZone, Dictionary<string, decimal> prices) =>
        Amounts.Trimmed(byZone.Sum(zone => zone.Value * prices.GetValueOrDefault(zone.Key)));
}
