using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations.Policies;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>Decides what to hold for one account: policy, then the operator's instructions, then limits.</summary>
internal static class TargetDecision
{
    private static readonly OverrideKind[] AmountKinds =
        [OverrideKind.DemandUplift, OverrideKind.PinReservation, OverrideKind.ReservationFloor, OverrideKind.ReservationCeiling];

    internal static AccountTarget Decide(
        ReservationPlanningInput input, AccountReservationState account, AccountOverrides overrides, UnitGrid grid)
    {
        long current = account.Reserved.Values.Sum(grid.Down);
        List<string> reasons = [];
        bool enforced = Mode(account, overrides, reasons) == OperatingMode.Enforce;
        if (HoldReason(account, overrides) is { } holdReason)
        {
            reasons.Add(holdReason);
            reasons.AddRange(AmountKinds.Select(overrides.Find).OfType<Override>().Select(Unheeded));
            return new AccountTarget { Account = account, Current = current, Target = current, Enforced = enforced, Reasons = reasons };
        }

        PredictedDemand demand = Uplifted(account.Demand!, overrides, reasons);
        Wish wish = Wish(input, account, demand, current, grid);
        reasons.AddRange(wish.Reasons);
        long instructed = ReservationInstructions.Apply(wish.Units, overrides, grid, reasons);
        long target = TargetLimits.Apply(instructed, current, account, input.Policy.Limits, grid, reasons);
        return new AccountTarget
        {
            Account = account,
            Current = current,
            Target = target,
            Demand = demand,
            Enforced = enforced,
            Reasons = reasons,
        };
    }

    private static Wish Wish(
        ReservationPlanningInput input, AccountReservationState account, PredictedDemand demand, long current, UnitGrid grid) =>
        input.Policy.Name switch
        {
            ReservationPolicyNames.Threshold => ThresholdPolicy.Decide(input.Policy, demand, current, grid),
            ReservationPolicyNames.CostOptimal => CostOptimalPolicy.Decide(
                input.Policy.CostOptimal!.ShortageCostPerUnitHour,
                demand,
                current,
                input.Zones.Select(offer => (
                    offer.PricePerUnitHour,
                    grid.Down(account.Reserved.GetValueOrDefault(offer.Zone)) + grid.Down(offer.Available))),
                grid),
            _ => throw new ArgumentOutOfRangeException(nameof(input), input.Policy.Name, "Unknown policy."),
        };

    private static OperatingMode Mode(AccountReservationState account, AccountOverrides overrides, List<string> reasons)
    {
        if (overrides.Find(OverrideKind.Mode) is not { Mode: { } mode } instruction)
        {
            return account.Mode;
        }

        if (mode != account.Mode)
        {
            reasons.Add(OverrideText.Describe(instruction));
        }

        return mode;
    }

    private static string? HoldReason(AccountReservationState account, AccountOverrides overrides)
    {
        if (overrides.Find(OverrideKind.Freeze) is { } freeze)
        {
            return $"{OverrideText.Describe(freeze)}; nothing changes";
        }

        string? reason = account.HoldReason ?? (account.Demand is null ? "there is no forecast to act on" : null);
        return reason is null ? null : $"held: {reason}; nothing changes";
    }

    private static string Unheeded(Override instruction) => $"{OverrideText.Describe(instruction)}; waits until the account is no longer held";

    private static PredictedDemand Uplifted(PredictedDemand demand, AccountOverrides overrides, List<string> reasons)
    {
        if (overrides.Find(OverrideKind.DemandUplift) is not { Value: { } value } instruction)
        {
            return demand;
        }

        double factor = (double)value;
        reasons.Add($"{OverrideText.Describe(instruction)}; mean demand {demand.Mean * factor:0.######} instead of {demand.Mean:0.######}");
        return demand with
        {
            Mean = demand.Mean * factor,
            Intervals = [.. demand.Intervals.Select(interval => interval with { Lower = interval.Lower * factor, Upper = interval.Upper * factor })],
        };
    }
}
