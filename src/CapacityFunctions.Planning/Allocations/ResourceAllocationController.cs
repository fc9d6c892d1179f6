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
                .Select(account => AllocationRows.Of(account, input, overrides, grid)),
        ];

        decimal left = ReserveFixed(rows, input.Capacity, grid);
        UnitRow[] units = UnitRows.Of(input.Groups, rows, grid);
        AllocationRow[] divided = [.. rows.Where(row => row.FixedAmount is null)];
        if (input.Priorities.LooksAtEntitlement)
        {
            Entitle(divided, units, grid.Down(left));
        }

        bool floorsFit = new TierDivision(divided, units, row => row.EffectivePriority).Divide(grid.Down(left), out bool feasible);
        DivisionText.Explain(divided, floorsFit, grid);

        AllocationRow[] moving = [.. rows.Where(row => row.FixedAmount is null || IsPinned(row))];
        long pinned = moving.Where(IsPinned).Sum(row => row.Amount);
        long allowed = MovementLimits.Apply(moving, grid.Down(left) + pinned, input, grid);
        return Result(input, rows, feasible, allowed, grid);
    }

    /// <summary>What base priorities and service levels alone would give: waiting and rising demand of the next division are measured against it.</summary>
    private static void Entitle(AllocationRow[] divided, UnitRow[] units, long capacity)
    {
        new TierDivision(divided, units, row => row.Priority.Parts.Entitling).Divide(capacity, out _);
        foreach (AllocationRow row in divided)
        {
            row.Entitled = row.Amount;
        }
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
        AccountAllocation[] allocations = [.. rows.Select(row => AllocationOf(row, input.Now, grid))];
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

    private static AccountAllocation AllocationOf(AllocationRow row, DateTimeOffset now, UnitGrid grid)
    {
        decimal amount = Amounts.Trimmed(AmountOf(row, grid));
        return new AccountAllocation(row.Account.AccountId, amount, row.EffectivePriority, row.Reasons)
        {
            PriorityParts = row.Priority.Parts,
            Need = row.NeedAmount is { } need ? Amounts.Trimmed(need) : null,
            Floor = grid.Amount(row.Floor),
            Lent = grid.Amount(row.Guarantee - row.OwnFloor),
            Borrowed = Math.Max(0, amount - grid.Amount(row.Guarantee)),
            Rule = row.Rule,
            Trail = row.Priority.Trail with
            {
                Entitled = row.Entitled is { } entitled ? grid.Amount(entitled) : null,
                IsLacking = row.Entitled < row.Need,
                GainedAt = amount > row.Account.Current ? now : row.Priority.Trail.GainedAt,
            },
        };
    }

    private static decimal AmountOf(AllocationRow row, UnitGrid grid) =>
        row.FixedAmount is { } amount && !IsPinned(row) ? amount : grid.Amount(row.Amount);
}
