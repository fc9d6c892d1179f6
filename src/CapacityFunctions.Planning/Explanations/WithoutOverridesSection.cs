namespace CapacityFunctions.Planning.Explanations;

/// <summary>What would have happened without overrides.</summary>
internal static class WithoutOverridesSection
{
    internal static WithoutOverridesFacts? FactsOf(DecisionRecords records) => records.Decision is { WithoutOverrides: { } without } decision
        ? new WithoutOverridesFacts(
            without.Reserved,
            without.CostPerHour,
            without.Unmet,
            without.Allocated,
            decision.ReservedAfter.Values.Sum(),
            decision.CostPerHourAfter ?? decision.CostPerHourPlanned)
        : null;

    internal static ExplanationSection Of(WithoutOverridesFacts facts)
    {
        List<string> sentences = [];
        string allocated = facts.Allocated is { } units ? $", and {Figures.Text(units)} would be allocated to it" : string.Empty;
        sentences.Add(facts.Reserved == facts.WithReserved
            ? $"Without any override {Figures.Units(facts.Reserved)} would be reserved, too{allocated}."
            : $"Without any override {Figures.Units(facts.Reserved)} would be reserved instead of {Figures.Text(facts.WithReserved)}{allocated}.");
        sentences.Add(facts.CostPerHour == facts.WithCostPerHour
            ? $"The cost would be the same: {Figures.Text(facts.CostPerHour)} an hour."
            : $"It would cost {Figures.Text(facts.CostPerHour)} an hour instead of {Figures.Text(facts.WithCostPerHour)}.");
        if (facts.Unmet > 0)
        {
            sentences.Add($"{Figures.Units(facts.Unmet)} of what it needs could not be had.");
        }

        return new ExplanationSection("Without the override", sentences);
    }
}
