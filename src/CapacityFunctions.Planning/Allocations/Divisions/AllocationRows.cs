using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Divisions;

/// <summary>Turns what is known of an account into floor, need and priority.</summary>
internal static class AllocationRows
{
    private const double WeightScale = 1e6;

    /// <summary>Weights count to six decimals, as whole numbers.</summary>
    internal static long WholeWeight(double weight) => (long)Math.Round(weight * WeightScale);

    internal static AllocationRow Of(AccountAllocationState account, AllocationInput input, OverrideSet inForce, UnitGrid grid)
    {
        AccountOverrides overrides = inForce.For(account.AccountId);
        List<string> reasons = [];
        double factor = Uplift(overrides);
        double mean = Math.Max(account.Demand, account.DemandAhead ?? 0) * factor;
        double predicted = Math.Min(mean, (double)(account.Maximum ?? Amounts.Largest));
        EffectivePriority priority = EffectivePriority.Of(account, overrides, predicted, input.Priorities, input.Now, reasons);
        decimal maximum = account.Maximum ?? Amounts.Largest;
        long highest = grid.Down(maximum);
        decimal guaranteeAmount = Guarantee(account, overrides, reasons);
        long guarantee = Math.Min(grid.Up(guaranteeAmount), highest);
        if (overrides.Find(OverrideKind.DemandUplift) is { } uplift)
        {
            reasons.Add(OverrideText.Describe(uplift));
        }

        decimal demand = Amounts.FromForecast(Math.Max(account.Demand * factor, account.Usage));
        long ahead = grid.Up(Amounts.FromForecast(Math.Max(account.DemandAhead ?? 0, account.UpperDemandAhead ?? 0) * factor));
        long idle = Math.Min(grid.Down(account.Lendable), Math.Max(0, guarantee - grid.Up(demand)));
        long lent = Math.Min(idle, Math.Max(0, guarantee - ahead));
        long floor = guarantee - lent;
        long need = Math.Max(floor, Math.Min(grid.Up(demand), highest));
        if (lent > 0)
        {
            reasons.Add($"lends {grid.Text(lent)} of its guarantee {Amounts.Text(guaranteeAmount)}: need is {Amounts.Rounded(demand)}");
        }

        if (lent < idle)
        {
            string within = input.Limits.ReturnMinutes is { } minutes ? $"within {minutes} minutes" : "before lent units are back";
            reasons.Add($"does not lend {grid.Text(idle - lent)} more: up to {grid.Text(ahead)} may be needed {within}");
        }


        AllocationRow row = new(account, overrides, reasons)
        {
            Priority = priority,
            NeedAmount = account.HoldReason is null ? Math.Max(Math.Min(demand, maximum), Math.Min(grid.Amount(floor), maximum)) : null,
            Guarantee = guarantee,
            OwnFloor = floor,
            Floor = floor,
            Need = need,
            Upper = Math.Max(need, Math.Min(grid.Up(Amounts.FromForecast(account.UpperDemand * factor)), highest)),
            Ahead = Math.Min(ahead, highest),
            Maximum = highest,
            Weight = WholeWeight(account.Weight),
            Current = grid.Down(account.Current),
        };
        Fix(row, guarantee, grid);
        return row;
    }

    private static decimal Guarantee(AccountAllocationState account, AccountOverrides overrides, List<string> reasons)
    {
        if (overrides.Find(OverrideKind.GuaranteedMinimum) is not { Value: { } value } instruction)
        {
            return account.GuaranteedMinimum;
        }

        string bound = value > account.Maximum ? $"; bound by maximum {Amounts.Text(account.Maximum.Value)}" : string.Empty;
        reasons.Add($"{OverrideText.Describe(instruction)}; instead of {Amounts.Text(account.GuaranteedMinimum)}{bound}");
        return value;
    }

    private static double Uplift(AccountOverrides overrides) =>
        overrides.Find(OverrideKind.DemandUplift) is { Value: { } value } ? (double)value : 1;

    /// <summary>Freeze before hold before pin. A pin breaks neither guarantee nor maximum; both say so when they bind it.</summary>
    private static void Fix(AllocationRow row, long guarantee, UnitGrid grid)
    {
        Override? freeze = row.Overrides.Find(OverrideKind.Freeze);
        Override? pin = row.Overrides.Find(OverrideKind.PinAllocation);
        if (freeze is not null || row.Account.HoldReason is not null)
        {
            row.FixedAmount = row.Account.Current;
            row.Rule = AllocationRule.Held;
            row.Reasons.Add(freeze is not null ? OverrideText.Describe(freeze) : $"held: {row.Account.HoldReason}");
            if (pin is not null)
            {
                row.Reasons.Add($"{OverrideText.Describe(pin)}; waits until the account is no longer held");
            }
        }
        else if (pin is { Value: { } value })
        {
            long pinned = Math.Clamp(grid.Down(value), guarantee, row.Maximum);
            string bound = pinned == grid.Down(value)
                ? string.Empty
                : $"; bound by {(pinned == guarantee ? "guaranteed minimum" : "maximum")}: {grid.Text(pinned)}";
            row.FixedAmount = grid.Amount(pinned);
            row.Rule = AllocationRule.Pinned;
            row.Amount = pinned;
            row.Reasons.Add(OverrideText.Describe(pin) + bound);
        }
    }
}
