using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations.Failures;
using CapacityFunctions.Planning.Reservations.Policies;
using CapacityFunctions.Planning.Reservations.Targets;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>
/// Decides what capacity to hold for every account: the policy follows predicted demand, operators' overrides replace what it wants, limits
/// bind both, and the cheapest split over zones that satisfies the zone rules carries it. Pure: the same input gives the same plan, in
/// whichever order its accounts, zones and overrides come.
/// </summary>
public static class CapacityReservationManager
{
    /// <summary>
    /// Plans all accounts. They compete for what zones offer and for the budget in this order: enforced before recommended, then those that
    /// shrink, grow, and stay, then by account id.
    /// </summary>
    /// <exception cref="ArgumentException">The input breaks what its documentation promises; the message names the field.</exception>
    public static ReservationPlan Plan(ReservationPlanningInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ReservationPlanningChecks.Check(input).ThrowIfAny(nameof(input));

        UnitGrid grid = new(input.Unit);
        CoolDownSet coolDowns = CoolDownSet.Of(input);
        ReservationPlanningInput able = coolDowns.WithoutOffers(input);
        OverrideSet overrides = OverrideSet.ActiveAt(input.Overrides, input.ResourceType, input.Now);
        AccountPosition[] positions =
        [
            .. input.Accounts.OrderBy(account => account.AccountId)
                .Select(account => AccountPositions.Of(account, overrides.For(account.AccountId), input.Policy.Safety, grid)),
        ];
        Func<AccountPosition, Wish> wishOf = PolicyWishes.Of(able, positions, grid);
        IEnumerable<AccountTarget> targets = positions
            .Select(position => TargetDecision.Decide(position, wishOf, able, grid))
            .OrderByDescending(target => target.Enforced)
            .ThenBy(PlacementOrder)
            .ThenBy(target => target.Account.AccountId);

        PlacementRound round = new(able, input.Zones, coolDowns, grid);
        List<UnmetReservation> unmet = [];
        List<AccountReservationPlan> plans = [.. targets.Select(target => round.Place(target, unmet))];
        return new ReservationPlan(
            [.. plans.OrderBy(plan => plan.AccountId)],
            Amounts.Trimmed(round.CostPerHour),
            [.. unmet.OrderBy(miss => miss.AccountId)]);
    }

    /// <summary>Those that shrink make room in the budget for those that grow; who only moves between zones must not take what growth needs.</summary>
    private static int PlacementOrder(AccountTarget target) => target.Target.CompareTo(target.Current) switch
    {
        < 0 => 0,
        > 0 => 1,
        _ => 2,
    };
}
