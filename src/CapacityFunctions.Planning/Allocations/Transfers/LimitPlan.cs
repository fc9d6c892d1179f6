using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Allocations.Transfers;

/// <summary>
/// The order in which a division becomes limits at the provider: those who give first, then those who receive, and these out of nothing but what
/// is free by then. So limits never exceed the capacity, whichever change fails, and wherever the process dies.
/// </summary>
/// <remarks>All of one resource type. A limit that is under way is left alone until it has ended, and counts with the most it may come to.</remarks>
public static class LimitPlan
{
    /// <summary>Limits with what has been asked for and has not ended: it may still come.</summary>
    /// <param name="limits">What the provider says is in force, in units by account; who is not there has 0.</param>
    /// <param name="accounts">Those that matter, each once.</param>
    /// <param name="changes">Changes so far, open ones among them.</param>
    /// <returns>One for each account, by account id.</returns>
    public static IReadOnlyList<AccountLimit> WithOpen(
        IReadOnlyDictionary<AccountId, decimal> limits, IEnumerable<AccountId> accounts, IEnumerable<LimitChange> changes)
    {
        ArgumentNullException.ThrowIfNull(limits);
        Dictionary<AccountId, decimal> open = [];
        foreach (LimitChange change in changes.Where(change => change.IsOpen))
        {
            decimal coming = change.Granted ?? change.Target;
            open[change.AccountId] = Math.Max(coming, open.GetValueOrDefault(change.AccountId));
        }

        return
        [
            .. accounts.Order().Select(account => new AccountLimit(account, limits.GetValueOrDefault(account))
            {
                UnderWay = open.TryGetValue(account, out decimal target) ? target : null,
            }),
        ];
    }

    /// <summary>The first half: everybody who has more than the division gives. Who is no longer in the division ends with 0.</summary>
    public static IReadOnlyList<LimitChange> Lower(
        CycleId cycleId, ResourceType resourceType, AllocationResult division, IReadOnlyList<AccountLimit> limits)
    {
        Dictionary<AccountId, decimal> wanted = AmountsOf(division);
        return
        [
            .. limits
                .Where(limit => limit.UnderWay is null && limit.Units > wanted.GetValueOrDefault(limit.AccountId))
                .Select(limit => Change(cycleId, resourceType, limit, wanted.GetValueOrDefault(limit.AccountId))),
        ];
    }

    /// <summary>
    /// The second half: everybody who has less, as far as what is free reaches. Floors come first, then higher tiers: where a giver kept its units,
    /// the lowest tier waits.
    /// </summary>
    /// <param name="cycleId">The cycle.</param>
    /// <param name="resourceType">What is divided.</param>
    /// <param name="division">What was decided.</param>
    /// <param name="limits">Limits after the first half.</param>
    /// <param name="capacity">Units that there are.</param>
    public static IReadOnlyList<LimitChange> Raise(
        CycleId cycleId, ResourceType resourceType, AllocationResult division, IReadOnlyList<AccountLimit> limits, decimal capacity)
    {
        ArgumentNullException.ThrowIfNull(division);
        Dictionary<AccountId, AccountLimit> byAccount = limits.ToDictionary(limit => limit.AccountId);
        decimal free = Math.Max(0, capacity - limits.Sum(limit => limit.Most));
        AccountAllocation[] waiting =
        [
            .. division.Allocations
                .Where(allocation => byAccount[allocation.AccountId] is { UnderWay: null } limit && allocation.Amount > limit.Units)
                .OrderByDescending(allocation => allocation.EffectivePriority)
                .ThenBy(allocation => allocation.AccountId),
        ];
        Dictionary<AccountId, decimal> granted = [];
        foreach (AccountAllocation allocation in waiting)
        {
            Give(allocation, Math.Min(allocation.Floor, allocation.Amount));
        }

        foreach (AccountAllocation allocation in waiting)
        {
            Give(allocation, allocation.Amount);
        }

        return
        [
            .. waiting
                .Where(allocation => granted[allocation.AccountId] > 0)
                .OrderBy(allocation => allocation.AccountId)
                .Select(allocation => ToReceive(allocation, byAccount[allocation.AccountId], granted[allocation.AccountId])),
        ];

        LimitChange ToReceive(AccountAllocation allocation, AccountLimit limit, decimal units)
        {
            decimal target = limit.Units + units;
            return Change(cycleId, resourceType, limit, target) with { Cut = target < allocation.Amount ? NotFree(target, allocation.Amount) : null };
        }

        void Give(AccountAllocation allocation, decimal upTo)
        {
            decimal has = byAccount[allocation.AccountId].Units + granted.GetValueOrDefault(allocation.AccountId);
            decimal lacking = Math.Max(0, upTo - has);
            decimal given = lacking <= free ? lacking : decimal.Floor(free);
            granted[allocation.AccountId] = granted.GetValueOrDefault(allocation.AccountId) + given;
            free -= given;
        }
    }

    internal static string NotFree(decimal units, decimal wanted) =>
        $"{Amounts.Text(units)} of {Amounts.Text(wanted)} for now: the rest is not free yet at the provider";

    internal static Dictionary<AccountId, decimal> AmountsOf(AllocationResult division) =>
        division.Allocations.ToDictionary(allocation => allocation.AccountId, allocation => allocation.Amount);

    private static LimitChange Change(CycleId cycleId, ResourceType resourceType, AccountLimit limit, decimal target) => new()
    {
        Id = $"{cycleId}|{limit.AccountId}|{resourceType}|{(target < limit.Units ? "give" : "receive")}",
        CycleId = cycleId,
        AccountId = limit.AccountId,
        Before = limit.Units,
        Target = target,
    };
}
