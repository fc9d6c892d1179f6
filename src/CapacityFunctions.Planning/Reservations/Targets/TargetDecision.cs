using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations.Policies;
using CapacityFunctions.Planning.Reservations.Trails;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>Decides what to hold for one account: policy, then the operator's instructions, then limits.</summary>
internal static class TargetDecision
{
    private static readonly OverrideKind[] AmountKinds =
        [OverrideKind.DemandUplift, OverrideKind.PinReservation, OverrideKind.ReservationFloor, OverrideKind.ReservationCeiling];

    /// <param name="position">The account.</param>
    /// <param name="wishOf">The policy; asked only for accounts that are not held.</param>
    /// <param name="input">The whole question.</param>
    /// <param name="grid">The whole units.</param>
    internal static AccountTarget Decide(AccountPosition position, Func<AccountPosition, Wish> wishOf, ReservationPlanningInput input, UnitGrid grid)
    {
        List<string> reasons = [.. position.Reasons];
        if (position.HoldReason is { } holdReason)
        {
            reasons.Add(holdReason);
            reasons.AddRange(AmountKinds.Select(position.Overrides.Find).OfType<Override>().Select(Unheeded));
            return Target(position, position.Current, demand: null, reasons);
        }

        Wish wish = wishOf(position);
        Wish stable = TrailKeeping.Stabilised(wish, position, input, grid);
        reasons.AddRange(stable.Reasons);
        if (position.NoReleaseReason is { } doubt && stable.Units < position.Current)
        {
            reasons.Add($"nothing is released: {doubt}; {grid.Text(position.Current)} instead of {grid.Text(stable.Units)}");
            stable = stable with { Units = position.Current };
        }

        long instructed = ReservationInstructions.Apply(stable.Units, position.Overrides, grid, reasons);
        long target = TargetLimits.Apply(instructed, position, input, grid, reasons);
        return Target(position, target, position.Demand, reasons) with { Wanted = wish.Units };
    }

    private static AccountTarget Target(AccountPosition position, long units, PredictedDemand? demand, IReadOnlyList<string> reasons) => new()
    {
        Account = position.Account,
        Current = position.Current,
        Target = units,
        Demand = demand,
        Enforced = position.Enforced,
        Reasons = reasons,
    };

    private static string Unheeded(Override instruction) => $"{OverrideText.Describe(instruction)}; waits until the account is no longer held";
}
