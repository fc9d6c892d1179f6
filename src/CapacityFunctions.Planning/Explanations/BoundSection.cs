using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Reservations;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What bound the decision: what changed it, and the other limits that held.</summary>
internal static class BoundSection
{
    internal static BoundFacts? FactsOf(DecisionRecords records) => records.Decision is not { } decision ? null : new BoundFacts
    {
        Reasons = DecisionReasons.Of(decision).Bounds,
        Terms = decision.Terms,
        BufferPercent = decision.Terms?.Buffer is { Share: > 0 } buffer ? 100 * buffer.Share : null,
        ReleaseFloorPercent = decision.Terms?.ReleaseFloor is { } floor ? Figures.Rounded(100 * floor.Level) : null,
    };

    internal static ExplanationSection Of(BoundFacts facts)
    {
        List<string> sentences = facts.Reasons.Count == 0
            ? ["No limit changed what was wanted."]
            : [.. facts.Reasons.Select(ReasonText.Sentence)];
        if (facts.Terms is { } terms)
        {
            sentences.Add($"It must hold at least {Figures.Units(terms.Minimum)}{(terms.Maximum is { } most ? $" and at most {Figures.Units(most)}" : string.Empty)}.");
            string[] limits = [.. Limits(facts, terms)];
            if (limits.Length > 0)
            {
                sentences.Add($"Also in force: {Figures.Joined(limits)}.");
            }

            sentences.AddRange(Zones(terms));
        }

        return new ExplanationSection("Bound", sentences);
    }

    private static IEnumerable<string> Limits(BoundFacts facts, DecisionTerms terms)
    {
        if (terms.MaxIncreasePerCycle is { } increase)
        {
            yield return $"at most {Text(increase)} more in one cycle";
        }

        if (terms.MaxDecreasePerCycle is { } decrease)
        {
            yield return $"at most {Text(decrease)} less in one cycle";
        }

        if (terms.BudgetPerHour is { } budget)
        {
            yield return $"a budget of {Text(budget)} an hour for all accounts together";
        }

        if (terms.Buffer is { Units: > 0 } buffer)
        {
            yield return $"a buffer of {Figures.Units(buffer.Units)} above what runs";
        }

        if (facts.BufferPercent is { } share)
        {
            yield return $"a buffer of {Text(share)} % above what runs";
        }

        if (terms.DecreaseCoolDownMinutes is { } wait)
        {
            yield return $"no release within {Figures.Count(wait, "minute", "minutes")} after a change";
        }

        if (terms.StabilisationMinutes is { } stable)
        {
            yield return $"no release for a dip that lasts less than {Figures.Count(stable, "minute", "minutes")}";
        }

        if (terms.ReleaseFloor is { } floor && facts.ReleaseFloorPercent is { } level)
        {
            yield return $"no release below the {Figures.Text(level)} % {(floor.Bound == IntervalBound.Upper ? "upper" : "lower")} bound of demand";
        }
    }

    private static IEnumerable<string> Zones(DecisionTerms terms)
    {
        if (terms.Zones.Count > 0)
        {
            string[] zones =
            [
                .. terms.Zones.OrderBy(zone => zone.Zone, StringComparer.Ordinal)
                    .Select(zone => $"{Text(zone.Available)} more in zone {zone.Zone} at {Text(zone.PricePerUnitHour)} an hour each"),
            ];
            yield return $"The provider offered {Figures.Joined(zones)}.";
        }
    }

    private static string Text(decimal value) => Figures.Text(value);
}
