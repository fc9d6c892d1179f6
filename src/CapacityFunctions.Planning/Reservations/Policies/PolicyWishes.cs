using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Targets;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>Finds the policy by its name.</summary>
internal static class PolicyWishes
{
    /// <param name="input">The whole question.</param>
    /// <param name="positions">All accounts, by account id.</param>
    /// <param name="grid">The whole units.</param>
    /// <returns>What the policy wants for an account that is not held.</returns>
    internal static Func<AccountPosition, Wish> Of(ReservationPlanningInput input, IReadOnlyList<AccountPosition> positions, UnitGrid grid)
    {
        ReservationPolicy policy = input.Policy;
        switch (policy.Name)
        {
            case ReservationPolicyNames.Threshold:
                return position => ThresholdPolicy.Decide(policy, position.Demand!, position.Current, grid);
            case ReservationPolicyNames.CostOptimal:
                return position => CostOptimalPolicy.Decide(
                    policy.CostOptimal!,
                    position.Demand!,
                    input.Zones.Select(offer => (
                        offer.PricePerUnitHour,
                        grid.Down(position.Account.Reserved.GetValueOrDefault(offer.Zone)) + grid.Down(offer.Available))),
                    grid);
            case ReservationPolicyNames.Pooled:
                IReadOnlyDictionary<AccountId, Wish> pooled = PooledPolicy.Decide(input, positions, grid);
                return position => pooled[position.Account.AccountId];
            default:
                throw new ArgumentOutOfRangeException(nameof(input), policy.Name, "Unknown policy.");
        }
    }
}
