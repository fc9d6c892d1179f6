using CapacityFunctions.Planning.Allocations.Divisions;
using CapacityFunctions.Planning.Allocations.Movements;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>
/// Divides capacity among accounts: what is held or pinned first, then floors, then needs by priority, then upper demand; and says which
/// account gives to which. Pure: the same input gives the same result, in whichever order its accounts come.
/// </summary>
public static class ResourceAllocationController
{
    /// <exception cref="ArgumentException">The input breaks what its documentation promises; the message names the field.</exception>
    public static AllocationResult Allocate(AllocationInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        AllocationChecks.Check(input).ThrowIfAny(nameof(input));

        UnitGrid grid = new(input.Step);
        OverrideSet overrides = OverrideSet.ActiveAt(input.Overrides, input.ResourceType, input.Now);
        AllocationRow[] rows =
        [
            .. input.Accounts
                .OrderBy(account => account.AccountId)
                .Select(account => AllocationRows.Of(account, overrides.For(account.AccountId), grid)),
        ];

        decimal left = ReserveFixed(rows, input.Capacity, grid);
        AllocationRow[] divided = [.. rows.Where(row => row.FixedAmount is null)];
        bool feasible = TierDivision.Divide(divided, grid.Down(left), grid);

        AllocationRow[] moving = [.. rows.Where(row => row.FixedAmount is null || IsPinned(row))];
        long pinned = moving.Where(IsPinned).Sum(row => row.Amount);
        long allowed = MovementLimits.Apply(moving, grid.Down(left) + pinned, input.Limits, grid);
        return Result(input, rows, feasible, allowed, grid);
    }

    /// <summary>Sets aside what is held, frozen or pinned; where capacity itself falls short, by descending priority.</summary>
    private static decimal ReserveFixed(AllocationRow[] rows, decimal capacity, UnitGrid grid)
    {
        decimal left = capacity;
        foreach (AllocationRow row in rows.Where(row => row.FixedAmount is not null).OrderByDescending(row => row.EffectivePriority))
        {
            decimal wanted = row.FixedAmount!.Value;
            if (wanted > left)
            {
                row.FixedAmount = grid.Amount(grid.Down(left));
                row.Amount = grid.Down(left);
                row.Reasons.Add($"bound by capacity: {Amounts.Text(row.FixedAmount.Value)} instead of {Amounts.Text(wanted)}");
            }

            left -= row.FixedAmount.Value;
        }

        return left;
    }

    private static bool IsPinned(AllocationRow row) =>
        row.FixedAmount is not null && row.Account.HoldReason is null && row.Overrides.Find(OverrideKind.Freeze) is null;

    private static AllocationResult Result(AllocationInput input, AllocationRow[] rows, bool feasible, long allowed, UnitGrid grid)
    {
        AccountAllocation[] allocations =
        [
            .. rows.Select(row => new AccountAllocation(
                row.Account.AccountId, Amounts.Trimmed(AmountOf(row, grid)), row.EffectivePriority, row.Reasons)),
        ];
        decimal allowedAmount = allowed == long.MaxValue ? decimal.MaxValue : grid.Amount(allowed);
        return new AllocationResult(
            allocations,
            ShiftPlan.Of(rows.Select(row => (row.Account.AccountId, AmountOf(row, grid) - row.Account.Current)), allowedAmount),
            [
                .. rows
                    .Where(row => row.NeedAmount > AmountOf(row, grid))
                    .Select(row => new UnmetNeed(row.Account.AccountId, Amounts.Trimmed(row.NeedAmount!.Value - AmountOf(row, grid)))),
            ],
            Amounts.Trimmed(input.Capacity - allocations.Sum(allocation => allocation.Amount)),
            feasible);
    }

    private static decimal AmountOf(AllocationRow row, UnitGrid grid) =>
        row.FixedAmount is { } amount && !IsPinned(row) ? amount : grid.Amount(row.Amount);
}
