using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Reservations.Targets;

/// <summary>Looks at each account before any policy: its mode, whether it is held, and its demand as operators see it.</summary>
internal static class AccountPositions
{
    internal static AccountPosition Of(AccountReservationState account, AccountOverrides overrides, UnitGrid grid)
    {
        List<string> reasons = [];
        bool enforced = Mode(account, overrides, reasons) == OperatingMode.Enforce;
        string? holdReason = HoldReason(account, overrides);
        return new AccountPosition
        {
            Account = account,
            Overrides = overrides,
            Current = account.Reserved.Values.Sum(grid.Down),
            Enforced = enforced,
            HoldReason = holdReason,
            Demand = holdReason is null ? Uplifted(account.Demand!, overrides, reasons) : account.Demand,
            Reasons = reasons,
        };
    }

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
