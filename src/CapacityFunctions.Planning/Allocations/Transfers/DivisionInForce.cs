using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations.Movements;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Transfers;

/// <summary>What a division came to at the provider: the books say what is, not what was wished for.</summary>
public static class DivisionInForce
{
    /// <summary>The division with the amounts that the provider has in force; the pool is what is left of the capacity.</summary>
    /// <param name="division">What was decided.</param>
    /// <param name="limits">What is in force now.</param>
    /// <param name="changes">What the provider was asked for, with its answers.</param>
    /// <param name="capacity">
    /// Units that there are. Where some were lost beneath limits that are in force, the pool is below 0 by so many until the next cycle lowers them.
    /// </param>
    public static AllocationResult Of(
        AllocationResult division, IReadOnlyList<AccountLimit> limits, IReadOnlyList<LimitChange> changes, decimal capacity)
    {
        ArgumentNullException.ThrowIfNull(division);
        ArgumentNullException.ThrowIfNull(limits);
        Dictionary<AccountId, decimal> units = limits.ToDictionary(limit => limit.AccountId, limit => limit.Units);
        Dictionary<AccountId, LimitChange> asked = changes
            .GroupBy(change => change.AccountId)
            .ToDictionary(account => account.Key, account => account.OrderBy(change => change.CycleId).Last());
        HashSet<AccountId> decided = [.. division.Allocations.Select(allocation => allocation.AccountId)];
        AccountAllocation[] allocations =
        [
            .. division.Allocations
                .Select(allocation => With(allocation, units.GetValueOrDefault(allocation.AccountId), asked.GetValueOrDefault(allocation.AccountId)))
                .Concat(limits
                    .Where(limit => limit.Units > 0 && !decided.Contains(limit.AccountId))
                    .Select(limit => With(
                        new AccountAllocation(limit.AccountId, 0, 0, ["takes no part any more"]), limit.Units, asked.GetValueOrDefault(limit.AccountId))))
                .OrderBy(allocation => allocation.AccountId),
        ];
        return division with
        {
            Allocations = allocations,
            Shifts = ShiftPlan.Of(
                asked.Values.OrderBy(change => change.AccountId).Select(change => (change.AccountId, units.GetValueOrDefault(change.AccountId) - change.Before)),
                decimal.MaxValue),
            Unmet =
            [
                .. allocations
                    .Where(allocation => allocation.Need > allocation.Amount)
                    .Select(allocation => new UnmetNeed(allocation.AccountId, Amounts.Trimmed(allocation.Need!.Value - allocation.Amount))),
            ],
            Pool = Amounts.Trimmed(capacity - allocations.Sum(allocation => allocation.Amount)),
        };
    }

    /// <summary>Decisions of enforced accounts with what came into force, where that is not what was decided. Doing it twice changes nothing.</summary>
    public static IReadOnlyList<AccountDecision> Corrected(
        IEnumerable<AccountDecision> decisions, AllocationResult division, AllocationResult inForce)
    {
        ArgumentNullException.ThrowIfNull(division);
        ArgumentNullException.ThrowIfNull(inForce);
        Dictionary<AccountId, decimal> decided = LimitPlan.AmountsOf(division);
        Dictionary<AccountId, AccountAllocation> real = inForce.Allocations.ToDictionary(allocation => allocation.AccountId);
        Dictionary<AccountId, decimal> unmet = inForce.Unmet.ToDictionary(need => need.AccountId, need => need.Amount);
        return
        [
            .. decisions
                .Where(decision => decision.Mode == OperatingMode.Enforce
                    && real.TryGetValue(decision.AccountId, out AccountAllocation? allocation)
                    && allocation.Amount != decided.GetValueOrDefault(decision.AccountId))
                .Select(decision => decision with
                {
                    AllocatedAfter = real[decision.AccountId].Amount,
                    Unmet = Math.Max(decision.Unmet, unmet.GetValueOrDefault(decision.AccountId)),
                    Reasons = [.. decision.Reasons.Append(real[decision.AccountId].Reasons[^1]).Distinct(StringComparer.Ordinal)],
                }),
        ];
    }

    private static AccountAllocation With(AccountAllocation allocation, decimal units, LimitChange? change)
    {
        units = Amounts.Trimmed(units);
        if (units == allocation.Amount)
        {
            return allocation;
        }

        bool gained = change is not null && units > change.Before;
        return allocation with
        {
            Amount = units,
            Borrowed = Math.Max(0, units - allocation.Floor - allocation.Lent),
            Reasons = [.. allocation.Reasons, Describe(units, allocation.Amount, change)],
            Trail = allocation.Trail is { } trail && !gained && trail.GainedAt == trail.At ? trail with { GainedAt = null } : allocation.Trail,
        };
    }

    private static string Describe(decimal units, decimal decided, LimitChange? change) => change switch
    {
        { Failure: { } failure } => $"{Amounts.Text(units)} instead of {Amounts.Text(decided)}: {failure.Message} ({failure.Class})",
        { IsOpen: true } => $"{Amounts.Text(units)} until its change to {Amounts.Text(change.Granted ?? change.Target)} has ended at the provider",
        { Cut: { } cut } => cut,
        _ => LimitPlan.NotFree(units, decided),
    };
}
