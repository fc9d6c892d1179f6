using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Allocations;
using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Overrides;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>How the allocation came out: priority, need, what is lent and borrowed, and the rule.</summary>
internal static class AllocatedSection
{
    internal static AllocatedFacts? FactsOf(DecisionRecords records)
    {
        if (records.Decision is not { } decision)
        {
            return null;
        }

        string[] overrides = [.. decision.Overrides.Select(OverrideText.Describe)];
        return new AllocatedFacts
        {
            Before = decision.AllocatedBefore,
            After = decision.AllocatedAfter,
            Change = Math.Abs(decision.AllocatedAfter - decision.AllocatedBefore),
            EffectivePriority = decision.EffectivePriority,
            PriorityParts = decision.Division?.PriorityParts,
            Need = decision.Division?.Need,
            Floor = decision.Division?.Floor,
            Lent = decision.Division?.Lent,
            Borrowed = decision.Division?.Borrowed,
            Rule = decision.Division?.Rule,
            Reasons =
            [
                .. (decision.Division?.Reasons ?? []).Where(reason => decision.HoldReason is null
                    && !reason.StartsWith("held: ", StringComparison.Ordinal)
                    && !IsToldByFacts(reason)
                    && !Array.Exists(overrides, described => reason.StartsWith(described, StringComparison.Ordinal))),
            ],
            IsRecommendation = decision.Mode == OperatingMode.Recommend,
        };
    }

    internal static ExplanationSection Of(AllocatedFacts facts)
    {
        List<string> sentences = [Result(facts), Priority(facts)];
        if (facts is { Need: { } need, Floor: { } floor })
        {
            sentences.Add($"It needs {Figures.Units(need)}, and has {Figures.Units(floor)} before any need is served.");
        }

        if (facts.Lent > 0)
        {
            sentences.Add($"It lends {Figures.Units(facts.Lent.Value)} of its guarantee to others.");
        }

        if (facts.Borrowed > 0)
        {
            sentences.Add($"{Figures.Units(facts.Borrowed.Value)} of it lie above its guarantee, and are the first to go when others take theirs back.");
        }

        if (facts.Rule is { } rule)
        {
            sentences.Add(Words(rule));
        }

        sentences.AddRange(facts.Reasons.Select(ReasonText.Sentence));
        return new ExplanationSection("Allocated", sentences);
    }

    /// <summary>What need, floor and loan say without it.</summary>
    private static bool IsToldByFacts(string reason) =>
        (reason.StartsWith("need ", StringComparison.Ordinal) && reason.Contains(" is met ", StringComparison.Ordinal))
        || reason.Contains(" of its guarantee ", StringComparison.Ordinal);

    private static string Result(AllocatedFacts facts)
    {
        string change = facts.After.CompareTo(facts.Before) switch
        {
            > 0 => $"{Figures.Text(facts.Change)} more than before",
            < 0 => $"{Figures.Text(facts.Change)} less than before",
            _ => "as before",
        };
        return $"It {(facts.IsRecommendation ? "would be allowed" : "may use")} {Figures.Units(facts.After)}{(facts.IsRecommendation ? " to use" : string.Empty)}, {change}.";
    }

    private static string Priority(AllocatedFacts facts)
    {
        string priority = $"Its priority is {Figures.Text(facts.EffectivePriority)}";
        if (facts.PriorityParts is not { } parts || parts.Total == parts.Base)
        {
            return $"{priority}.";
        }

        return $"{priority}: {Figures.Joined([.. Parts(parts)])}.";
    }

    private static IEnumerable<string> Parts(PriorityParts parts)
    {
        yield return $"{Figures.Text(parts.Base)} of its own";
        if (parts.ServiceLevel > 0)
        {
            yield return $"{Figures.Text(parts.ServiceLevel)} for missing its service level";
        }

        if (parts.RisingDemand > 0)
        {
            yield return $"{Figures.Text(parts.RisingDemand)} for demand that is about to rise";
        }

        if (parts.Waiting > 0)
        {
            yield return $"{Figures.Text(parts.Waiting)} for having waited";
        }
    }

    private static string Words(AllocationRule rule) => rule switch
    {
        AllocationRule.Need => "Its need is met.",
        AllocationRule.Floor => "It needs less than it is guaranteed, and keeps what is guaranteed.",
        AllocationRule.UpperDemand => "Every need is met, and what was left went towards demand that may yet come.",
        AllocationRule.SharedTier => "Capacity ends among the accounts of its priority, which share it.",
        AllocationRule.HigherTiersFirst => "Accounts of a higher priority were served first, and nothing was left.",
        AllocationRule.UnitMaximum => "Its business unit has reached its maximum.",
        AllocationRule.FloorsExceedCapacity => "What is guaranteed to all accounts exceeds the capacity.",
        AllocationRule.MaxShift => "What may move between accounts in one cycle is used up.",
        AllocationRule.DeadBand => "The change would have been too small to be worth it.",
        AllocationRule.Exempt => "Units that were given a short while ago stay for now.",
        AllocationRule.Pinned => "An operator says how much it is.",
        _ => "It is held, and keeps what it has.",
    };
}
