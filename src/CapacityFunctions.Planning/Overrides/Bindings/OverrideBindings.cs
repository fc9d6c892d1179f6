using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Overrides.Bindings;

/// <summary>
/// What will limit an instruction, or what it would break: said when it is given, so that nobody learns from a cycle that it did not do what it
/// says. Limits that depend on what accounts want together (zone rules, the money that others take) show in the preview's reasons.
/// </summary>
public static class OverrideBindings
{
    /// <summary>Sentences that are spelt out; the rest is counted.</summary>
    private const int MostSentences = 20;

    private const int MostNames = 5;

    /// <param name="instruction">The new one.</param>
    /// <param name="others">Those that have not ended.</param>
    /// <param name="nextCycleAt">When the next cycle decides.</param>
    /// <param name="facts">What it meets, one for each resource type of the latest cycle that it speaks of; null where there was no cycle.</param>
    public static IReadOnlyList<string> Of(
        Override instruction, IReadOnlyList<Override> others, DateTimeOffset nextCycleAt, IReadOnlyList<BindingFacts>? facts)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        ArgumentNullException.ThrowIfNull(others);

        DateTimeOffset at = instruction.EffectiveFrom > nextCycleAt ? instruction.EffectiveFrom : nextCycleAt;
        Override[] beside = [.. others.Where(other => !string.Equals(other.Id, instruction.Id, StringComparison.Ordinal) || other.Id.Length == 0)];
        List<string> sentences = [.. OfTime(instruction, nextCycleAt), .. OverrideRivals.Sentences(instruction, beside)];
        bool reachesAny = false;
        foreach (BindingFacts resource in (facts ?? []).OrderBy(entry => entry.ResourceType))
        {
            IReadOnlyList<ReachedAccount> reached = ReachedAccount.Of(instruction, beside, resource, at);
            reachesAny |= reached.Count > 0;
            sentences.AddRange(OfStanding(instruction, resource.ResourceType, reached));
            sentences.AddRange(AmountBindings.Sentences(instruction, resource, reached));
            sentences.AddRange(DivisionBindings.Sentences(instruction, resource, reached));
        }

        if (facts is not null && !reachesAny)
        {
            sentences.Add("the latest cycle had no account and resource type that it speaks of: it has nothing to act on yet");
        }

        return sentences.Count <= MostSentences
            ? sentences
            : [.. sentences.Take(MostSentences), $"and {sentences.Count - MostSentences} more of this kind"];
    }

    /// <summary>Names of accounts for a sentence: all of a few, else some and how many.</summary>
    internal static string Names(IReadOnlyList<AccountId> accounts) => accounts.Count switch
    {
        1 => $"account {accounts[0]}",
        <= MostNames => $"accounts {string.Join(", ", accounts)}",
        _ => $"{accounts.Count} accounts ({string.Join(", ", accounts.Take(MostNames))}, …)",
    };

    private static IEnumerable<string> OfTime(Override instruction, DateTimeOffset nextCycleAt)
    {
        if (instruction.ExpiresAt <= nextCycleAt)
        {
            yield return $"it ends at {Instants.Text(instruction.ExpiresAt)}, before the next cycle at {Instants.Text(nextCycleAt)}: no cycle will see it";
        }
        else if (instruction.EffectiveFrom > nextCycleAt)
        {
            yield return $"it begins at {Instants.Text(instruction.EffectiveFrom)}: cycles before, the next one at {Instants.Text(nextCycleAt)} among them, decide without it";
        }
    }

    private static IEnumerable<string> OfStanding(Override instruction, ResourceType resourceType, IReadOnlyList<ReachedAccount> reached)
    {
        AccountId[] recommended = [.. reached.Where(account => account.Mode == OperatingMode.Recommend).Select(account => account.Id)];
        if (recommended.Length > 0 && instruction.Kind is not (OverrideKind.Mode or OverrideKind.Freeze))
        {
            yield return $"{resourceType}: Recommend mode: nothing is done for {Names(recommended)}, it is only shown";
        }

        if (instruction.Kind is OverrideKind.Freeze or OverrideKind.Mode)
        {
            yield break;
        }

        foreach (IGrouping<string, ReachedAccount> held in reached
            .Where(account => account.Reservation.HoldReason is not null)
            .GroupBy(account => account.Reservation.HoldReason!, StringComparer.Ordinal))
        {
            yield return $"{resourceType}: {Names([.. held.Select(account => account.Id)])} held: {held.Key}; it waits until that is over";
        }
    }
}
