using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations.Targets;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Policies;

/// <summary>
/// Peaks of accounts do not coincide, so a group needs less than its accounts one by one. Each account has a guaranteed part (minimum, what
/// runs, an operator's floor); what the group's quantile exceeds all of them by is the shared headroom, divided in proportion to what each
/// account lacks of its own quantile. The quantile is that of the <see cref="Newsvendor"/>.
/// </summary>
internal static class PooledPolicy
{
    /// <summary>
    /// Accounts that are held keep what they hold. So do those in Recommend mode as far as the others are concerned; what is recommended to
    /// them is what they would get if everybody were enforced.
    /// </summary>
    /// <param name="input">With a group and a shortage cost.</param>
    /// <param name="positions">All accounts, by account id.</param>
    /// <param name="grid">The whole units.</param>
    /// <returns>A wish for each account that is not held.</returns>
    internal static IReadOnlyDictionary<AccountId, Wish> Decide(
        ReservationPlanningInput input, IReadOnlyList<AccountPosition> positions, UnitGrid grid)
    {
        Dictionary<AccountId, Wish> wishes = new(positions.Count);
        Newsvendor group = GroupQuantile(input, positions, grid);
        Divide(input, group, positions, position => position.IsHeld || !position.Enforced, wishes, grid);
        if (positions.Any(position => !position.IsHeld && !position.Enforced))
        {
            Dictionary<AccountId, Wish> recommended = new(positions.Count);
            Divide(input, group, positions, position => position.IsHeld, recommended, grid);
            foreach ((AccountId account, Wish wish) in recommended)
            {
                wishes.TryAdd(account, wish);
            }
        }

        return wishes;
    }

    /// <summary>What pays for the group as a whole, on all that it holds and could get, with the uplift of its accounts' means.</summary>
    private static Newsvendor GroupQuantile(ReservationPlanningInput input, IReadOnlyList<AccountPosition> positions, UnitGrid grid)
    {
        double forecast = positions.Sum(position => position.Account.Demand?.Mean ?? 0);
        double uplifted = positions.Sum(position => position.Demand?.Mean ?? 0);
        PredictedDemand demand = uplifted == forecast || forecast <= 0 ? input.Group! : input.Group!.Times(uplifted / forecast);
        return Newsvendor.Of(
            input.Policy.CostOptimal!,
            demand,
            input.Zones.Select(offer => (
                offer.PricePerUnitHour,
                positions.Sum(position => grid.Down(position.Account.Reserved.GetValueOrDefault(offer.Zone))) + grid.Down(offer.Available))),
            grid);
    }

    private static void Divide(
        ReservationPlanningInput input,
        Newsvendor group,
        IReadOnlyList<AccountPosition> positions,
        Func<AccountPosition, bool> isFixed,
        Dictionary<AccountId, Wish> wishes,
        UnitGrid grid)
    {
        // Who has no forecast is not in the group's either, so what it holds serves nothing of that.
        PooledMember[] members =
        [
            .. positions.Where(position => position.Demand is not null)
                .Select(position => PooledMember.Of(position, isFixed(position), group.Probability, input.Policy.Limits, grid)),
        ];
        long guaranteed = members.Sum(member => member.Guaranteed);
        long headroom = Math.Max(0, grid.Up(group.Amount) - guaranteed);
        long[] shares = new long[members.Length];
        if (headroom > 0)
        {
            LargestRemainder.Divide(headroom, Weights(members), shares);
        }

        decimal oneByOne = members.Sum(member => member.Own * grid.Size);
        string sizes = $"pooled: group {group.Describe(input.Policy.CostOptimal!.ShortageCostPerUnitHour)} (one by one {Amounts.Rounded(oneByOne)}), guaranteed parts {grid.Text(guaranteed)}, shared headroom {grid.Text(headroom)}";
        for (int i = 0; i < members.Length; i++)
        {
            if (!members[i].IsFixed)
            {
                string part = $"guaranteed part {grid.Text(members[i].Guaranteed)}, own quantile {Amounts.Rounded(members[i].Own * grid.Size)}: {grid.Text(shares[i])} of the headroom";
                wishes[members[i].Position.Account.AccountId] = new Wish(members[i].Guaranteed + shares[i], [sizes, part]);
            }
        }
    }

    /// <summary>Where nobody lacks anything by its own forecast and the group's still asks for more, the size of the account decides.</summary>
    private static Int128[] Weights(PooledMember[] members)
    {
        Int128[] lacks = Array.ConvertAll(members, member => member.Lack);
        if (Array.Exists(lacks, lack => lack > 0))
        {
            return lacks;
        }

        Int128[] sizes = Array.ConvertAll(members, member => member.Size);
        return Array.Exists(sizes, size => size > 0) ? sizes : Array.ConvertAll(members, _ => Int128.One);
    }
}
