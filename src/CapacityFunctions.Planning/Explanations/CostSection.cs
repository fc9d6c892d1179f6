using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>What it costs.</summary>
internal static class CostSection
{
    private const int HoursPerMonth = 730;

    internal static CostFacts? FactsOf(DecisionRecords records)
    {
        if (records.Decision is not { } decision)
        {
            return null;
        }

        decimal after = decision.CostPerHourAfter ?? decision.CostPerHourPlanned;
        return new CostFacts
        {
            PerHourBefore = decision.CostPerHourBefore,
            PerHourPlanned = decision.CostPerHourPlanned,
            PerHourAfter = decision.CostPerHourAfter,
            HoursPerMonth = HoursPerMonth,
            PerMonth = Amounts.Trimmed(Math.Round(after * HoursPerMonth, 2)),
            IsRecommendation = decision.Mode == OperatingMode.Recommend,
        };
    }

    internal static ExplanationSection Of(CostFacts facts)
    {
        string before = Figures.Text(facts.PerHourBefore);
        string planned = Figures.Text(facts.PerHourPlanned);
        decimal rate = facts.PerHourAfter ?? facts.PerHourPlanned;
        string month = $"At that rate a month of {Figures.Text(facts.HoursPerMonth)} hours costs {Figures.Text(facts.PerMonth)}.";
        if (facts.IsRecommendation)
        {
            return new ExplanationSection("Cost", [
                $"It costs {before} an hour, and would cost {planned} an hour.",
                $"That would be {Figures.Text(facts.PerMonth)} in a month of {Figures.Text(facts.HoursPerMonth)} hours.",
            ]);
        }

        string first = rate == facts.PerHourBefore ? $"It costs {before} an hour, as before." : $"It costs {Figures.Text(rate)} an hour, after {before} before.";
        return new ExplanationSection(
            "Cost", rate == facts.PerHourPlanned ? [first, month] : [first, $"What was planned would cost {planned} an hour.", month]);
    }
}
