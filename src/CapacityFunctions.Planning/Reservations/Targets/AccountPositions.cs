using System.Globalization;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Reservations.Safety;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>Looks at each account before any policy: its mode, whether it is held, and its demand as operators see it.</summary>
internal static class AccountPositions
{
    internal static AccountPosition Of(AccountReservationState account, AccountOverrides overrides, SafetyRules safety, UnitGrid grid)
    {
        List<string> reasons = [];
        SafetyJudgement doubts = SafetyJudgement.Of(account.Doubts, safety);
        bool enforced = Mode(account, overrides, doubts, reasons) == OperatingMode.Enforce;
        string? holdReason = HoldReason(account, overrides, doubts);
        return new AccountPosition
        {
            Account = account,
            Overrides = overrides,
            Current = account.Reserved.Values.Sum(grid.Down),
            Enforced = enforced,
            HoldReason = holdReason,
            Demand = holdReason is null ? Widened(Uplifted(account.Demand!, overrides, reasons), doubts, safety, reasons) : account.Demand,
            NoReleaseReason = doubts.NoRelease,
            Reasons = reasons,
        };
    }

    private static OperatingMode Mode(AccountReservationState account, AccountOverrides overrides, SafetyJudgement doubts, List<string> reasons)
    {
        if (overrides.Find(OverrideKind.Mode) is not { Mode: { } mode } instruction)
        {
            if (doubts.Recommend is { } doubt && account.Mode == OperatingMode.Enforce)
            {
                reasons.Add($"recommended only: {doubt}");
                return OperatingMode.Recommend;
            }

            return account.Mode;
        }

        if (mode != account.Mode)
        {
            reasons.Add(OverrideText.Describe(instruction));
        }

        return mode;
    }

    private static string? HoldReason(AccountReservationState account, AccountOverrides overrides, SafetyJudgement doubts)
    {
        if (overrides.Find(OverrideKind.Freeze) is { } freeze)
        {
            return $"{OverrideText.Describe(freeze)}; nothing changes";
        }

        string? reason = account.HoldReason ?? (account.Demand is null ? "there is no forecast to act on" : doubts.Hold);
        return reason is null ? null : $"held: {reason}; nothing changes";
    }

    private static PredictedDemand Widened(PredictedDemand demand, SafetyJudgement doubts, SafetyRules safety, List<string> reasons)
    {
        if (doubts.Widen is not { } doubt)
        {
            return demand;
        }

        reasons.Add($"intervals widened {safety.WidenFactor.ToString("0.##", CultureInfo.InvariantCulture)}-fold: {doubt}");
        return demand.Widened(safety.WidenFactor);
    }

    private static PredictedDemand Uplifted(PredictedDemand demand, AccountOverrides overrides, List<string> reasons)
    {
        if (overrides.Find(OverrideKind.DemandUplift) is not { Value: { } value } instruction)
        {
            return demand;
        }

        double factor = (double)value;
        reasons.Add($"{OverrideText.Describe(instruction)}; mean demand {demand.Mean * factor:0.######} instead of {demand.Mean:0.######}");
        return demand.Times(factor);
    }
}
