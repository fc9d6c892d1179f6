using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Overrides.Bindings;

/// <summary>What bounds an instruction on the division of what is held, and whose guarantee it would break.</summary>
internal static class DivisionBindings
{
    internal static IEnumerable<string> Sentences(Override instruction, BindingFacts facts, IReadOnlyList<ReachedAccount> reached) => instruction switch
    {
        { Kind: OverrideKind.PinAllocation, Value: { } value } =>
            [.. reached.SelectMany(account => OfPin(account, value, facts)), .. OfSum(value, facts, reached, $"the {Pins(reached)} and what all others are guaranteed")],
        { Kind: OverrideKind.GuaranteedMinimum, Value: { } value } =>
            [.. reached.SelectMany(account => OfGuarantee(account, value, facts)), .. OfSum(value, facts, reached, "all guaranteed minimums")],
        { Kind: OverrideKind.Freeze } => OfFreeze(facts, reached),
        _ => [],
    };

    private static string Pins(IReadOnlyList<ReachedAccount> reached) => reached.Count == 1 ? "pin" : "pins";

    private static IEnumerable<string> OfPin(ReachedAccount account, decimal value, BindingFacts facts)
    {
        string who = $"{facts.ResourceType}, account {account.Id}";
        if (value < account.Guarantee)
        {
            yield return $"{who}: its guaranteed minimum {Amounts.Text(account.Guarantee)} binds; to go below it, override guaranteed-minimum, too";
        }

        if (value > account.Allocation.Maximum)
        {
            yield return $"{who}: its maximum {Amounts.Text(account.Allocation.Maximum.Value)} binds: that instead of {Amounts.Text(value)}";
        }
    }

    private static IEnumerable<string> OfGuarantee(ReachedAccount account, decimal value, BindingFacts facts)
    {
        if (value < account.Guarantee)
        {
            yield return $"{facts.ResourceType}, account {account.Id}: it is guaranteed {Amounts.Text(value)} instead of {Amounts.Text(account.Guarantee)} as long as this holds";
        }
    }

    /// <summary>Whether all that has to be given exceeds what there is.</summary>
    private static IEnumerable<string> OfSum(decimal value, BindingFacts facts, IReadOnlyList<ReachedAccount> reached, string what)
    {
        HashSet<AccountId> ids = [.. reached.Select(account => account.Id)];
        decimal own = reached.Sum(account => Math.Min(value, account.Allocation.Maximum ?? value));
        decimal rest = facts.Allocations.Accounts.Where(account => !ids.Contains(account.AccountId)).Sum(account => account.GuaranteedMinimum);
        if (own + rest > facts.Allocations.Capacity && ids.Count > 0)
        {
            yield return $"{facts.ResourceType}: {what} add up to {Amounts.Text(own + rest)}, and {Amounts.Text(facts.Allocations.Capacity)} units are held: "
                + "until more is reserved, higher priorities come first";
        }
    }

    private static IEnumerable<string> OfFreeze(BindingFacts facts, IReadOnlyList<ReachedAccount> reached)
    {
        AccountId[] below = [.. reached.Where(account => account.Allocation.Current < account.Guarantee).Select(account => account.Id)];
        if (below.Length > 0)
        {
            yield return $"{facts.ResourceType}: {OverrideBindings.Names(below)} may use less than guaranteed now, and a freeze leaves it so";
        }
    }
}
