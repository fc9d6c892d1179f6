using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>
/// Tells one decision as a person would ask for it: what was seen, predicted and decided, what bound it, what it costs, what would have been without overrides, and
/// how the allocation came out. Sentences are made of the facts alone.
/// </summary>
public static class DecisionExplanation
{
    /// <summary>Works with whatever is stored: rows of earlier versions lack some of it.</summary>
    public static Explanation Of(DecisionRecords records)
    {
        ArgumentNullException.ThrowIfNull(records);
        ExplanationFacts facts = new()
        {
            CycleStatus = records.Cycle.Status,
            CycleReason = records.Cycle.Reason,
            Seen = SeenSection.FactsOf(records),
            Predicted = PredictedSection.FactsOf(records),
            Decided = DecidedSection.FactsOf(records),
            Bound = BoundSection.FactsOf(records),
            Cost = CostSection.FactsOf(records),
            WithoutOverrides = WithoutOverridesSection.FactsOf(records),
            Allocated = AllocatedSection.FactsOf(records),
        };
        return new Explanation
        {
            AccountId = records.AccountId,
            ResourceType = records.ResourceType,
            CycleId = records.Cycle.Id,
            At = records.Cycle.Id.ScheduledAt,
            Headline = Headline(records, facts),
            Sections = [.. Sections(facts)],
            Facts = facts,
        };
    }

    private static IEnumerable<ExplanationSection> Sections(ExplanationFacts facts)
    {
        if (facts.Seen is { } seen)
        {
            yield return SeenSection.Of(seen);
            yield return PredictedSection.Of(facts.Predicted, facts.Decided?.HoldReason);
        }

        if (facts.Decided is not { } decided)
        {
            yield return new ExplanationSection("Decided", [$"Nothing was decided: {Ending(facts)}."]);
            yield break;
        }

        yield return DecidedSection.Of(decided);
        yield return BoundSection.Of(facts.Bound!);
        yield return CostSection.Of(facts.Cost!);
        if (facts.WithoutOverrides is { } without)
        {
            yield return WithoutOverridesSection.Of(without);
        }

        yield return AllocatedSection.Of(facts.Allocated!);
    }

    private static string Headline(DecisionRecords records, ExplanationFacts facts)
    {
        string when = Figures.At(records.Cycle.Id.ScheduledAt);
        string subject = $"{records.AccountId}, {records.ResourceType}";
        string ending = facts.CycleStatus == CycleStatus.Completed ? string.Empty : $" Mind that {Ending(facts)}.";
        if (facts.Decided is not { } decided)
        {
            return $"{subject}: nothing was decided on {when}, because {Ending(facts)}.";
        }

        string total = decided.ReservedAfter == 0 ? "nothing" : Figures.Units(decided.ReservedAfter);
        string result = decided switch
        {
            { HoldReason: not null } => $"nothing was changed on {when}",
            { Mode: OperatingMode.Recommend } => $"on {when} it was recommended to hold {total}, which was not carried out",
            { Change: 0 } => $"the reservation stayed at {total} on {when}",
            _ when decided.ReservedAfter > decided.ReservedBefore => $"the reservation was raised to {total} on {when}",
            _ => $"the reservation was lowered to {total} on {when}",
        };
        return $"{subject}: {result}.{ending}";
    }

    private static string Ending(ExplanationFacts facts)
    {
        string reason = facts.CycleReason is { } words ? $": {ReasonText.Plain(words)}" : string.Empty;
        return facts.CycleStatus switch
        {
            CycleStatus.Running => "the cycle is still running",
            CycleStatus.Failed => $"the cycle failed{reason}",
            CycleStatus.Abandoned => $"the cycle was abandoned{reason}",
            CycleStatus.Skipped => $"the cycle was skipped{reason}",
            _ => "the series took no part in the cycle",
        };
    }
}
