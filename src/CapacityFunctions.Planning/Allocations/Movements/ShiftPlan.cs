using CapacityFunctions.Planning.Accounts;

namespace CapacityFunctions.Planning.Allocations.Movements;

/// <summary>
/// Pairs those that lose with those that gain. Equal amounts are matched first, then the largest loss with the largest gain: at most one
/// transfer fewer than accounts that change. The true minimum follows from the largest number of groups whose changes cancel, which is
/// NP-hard to find; equal pairs are the groups that matter in practice.
/// </summary>
internal static class ShiftPlan
{
    /// <param name="changes">New amount minus old amount of each account, by account id; what does not cancel out goes to or comes from the pool.</param>
    /// <param name="allowed">The most that shifts may carry in all.</param>
    /// <returns>By giver, then receiver.</returns>
    internal static IReadOnlyList<Shift> Of(IEnumerable<(AccountId Account, decimal Change)> changes, decimal allowed)
    {
        (AccountId Account, decimal Change)[] all = [.. changes];
        List<(AccountId Account, decimal Amount)> givers = [.. all.Where(entry => entry.Change < 0).Select(entry => (entry.Account, -entry.Change))];
        List<(AccountId Account, decimal Amount)> receivers = [.. all.Where(entry => entry.Change > 0)];
        List<Shift> shifts = [];
        decimal left = Math.Min(allowed, Math.Min(givers.Sum(giver => giver.Amount), receivers.Sum(receiver => receiver.Amount)));
        left = MatchEqual(givers, receivers, left, shifts);
        MatchLargest(givers, receivers, left, shifts);
        return [.. shifts.OrderBy(shift => shift.From).ThenBy(shift => shift.To)];
    }

    private static decimal MatchEqual(
        List<(AccountId Account, decimal Amount)> givers, List<(AccountId Account, decimal Amount)> receivers, decimal left, List<Shift> shifts)
    {
        Dictionary<decimal, Queue<AccountId>> byAmount = receivers
            .GroupBy(receiver => receiver.Amount)
            .ToDictionary(group => group.Key, group => new Queue<AccountId>(group.Select(receiver => receiver.Account)));
        HashSet<AccountId> matched = [];
        foreach ((AccountId giver, decimal amount) in givers.OrderByDescending(giver => giver.Amount).ThenBy(giver => giver.Account))
        {
            if (amount <= left && byAmount.TryGetValue(amount, out Queue<AccountId>? queue) && queue.TryDequeue(out AccountId receiver))
            {
                shifts.Add(new Shift(giver, receiver, amount));
                matched.UnionWith([giver, receiver]);
                left -= amount;
            }
        }

        givers.RemoveAll(giver => matched.Contains(giver.Account));
        receivers.RemoveAll(receiver => matched.Contains(receiver.Account));
        return left;
    }

    private static void MatchLargest(
        List<(AccountId Account, decimal Amount)> givers, List<(AccountId Account, decimal Amount)> receivers, decimal left, List<Shift> shifts)
    {
        PriorityQueue<(AccountId Account, decimal Amount), (decimal, AccountId)> giving = Queue(givers);
        PriorityQueue<(AccountId Account, decimal Amount), (decimal, AccountId)> receiving = Queue(receivers);
        while (left > 0 && giving.TryDequeue(out (AccountId Account, decimal Amount) giver, out _)
            && receiving.TryDequeue(out (AccountId Account, decimal Amount) receiver, out _))
        {
            decimal amount = Math.Min(left, Math.Min(giver.Amount, receiver.Amount));
            shifts.Add(new Shift(giver.Account, receiver.Account, amount));
            left -= amount;
            Return(giving, giver, amount);
            Return(receiving, receiver, amount);
        }
    }

    private static PriorityQueue<(AccountId Account, decimal Amount), (decimal, AccountId)> Queue(List<(AccountId Account, decimal Amount)> entries) =>
        new(entries.Select(entry => (entry, (-entry.Amount, entry.Account))));

    private static void Return(
        PriorityQueue<(AccountId Account, decimal Amount), (decimal, AccountId)> queue, (AccountId Account, decimal Amount) entry, decimal used)
    {
        if (entry.Amount > used)
        {
            queue.Enqueue((entry.Account, entry.Amount - used), (used - entry.Amount, entry.Account));
        }
    }
}
