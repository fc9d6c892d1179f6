using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>Tells what a cycle decided for all accounts together: the group's forecast, the total, who gained and lost, what is lacking, and the cost.</summary>
public static class GroupExplanation
{
    private const int HoursPerMonth = 730;
    private const int MostNamed = 3;

    public static Explanation Of(GroupRecords records)
    {
        ArgumentNullException.ThrowIfNull(records);
        GroupFacts facts = FactsOf(records);
        return new Explanation
        {
            ResourceType = records.ResourceType,
            CycleId = records.Cycle.Id,
            At = records.Cycle.Id.ScheduledAt,
            Headline = $"All accounts, {records.ResourceType}: {Figures.Units(facts.ReservedAfter)} were held after the cycle of {Figures.At(records.Cycle.Id.ScheduledAt)}{Ending(records.Cycle)}.",
            Sections = [Seen(facts), Predicted(facts), Decided(facts), Cost(facts)],
            Facts = new ExplanationFacts { CycleStatus = records.Cycle.Status, CycleReason = records.Cycle.Reason, Group = facts },
        };
    }

    private static GroupFacts FactsOf(GroupRecords records)
    {
        (AccountId Account, decimal Before, decimal After, AccountDecision Decision)[] held =
            [.. records.Decisions.Select(decision => (decision.AccountId, Total(decision.ReservedBefore), HeldAfter(decision), decision))];
        decimal before = held.Sum(account => account.Before);
        decimal after = held.Sum(account => account.After);
        decimal cost = held.Sum(account => CostAfter(account.Decision));
        return new GroupFacts
        {
            Accounts = held.Length,
            Held = records.Decisions.Count(decision => decision.HoldReason is not null),
            Recommended = records.Decisions.Count(decision => decision.Mode == OperatingMode.Recommend),
            Horizons = [.. records.Predictions.OrderBy(prediction => prediction.Horizon).Select(prediction => PredictedSection.FactsOf(
                PredictionPeaks.Of(prediction, PredictionJudge.Level), prediction, records.Accuracy, records.Cycle.Id.ScheduledAt))],
            ReservedBefore = before,
            ReservedAfter = after,
            Change = Math.Abs(after - before),
            Gained = Most(held.Select(account => new AccountChange(account.Account, account.After - account.Before))),
            Lost = Most(held.Select(account => new AccountChange(account.Account, account.Before - account.After))),
            Unmet = records.Decisions.Sum(decision => decision.Unmet),
            Lacking = Most(records.Decisions.Select(decision => new AccountChange(decision.AccountId, decision.Unmet))),
            CostPerHourBefore = records.Decisions.Sum(decision => decision.CostPerHourBefore),
            CostPerHourAfter = Amounts.Trimmed(cost),
            HoursPerMonth = HoursPerMonth,
            CostPerMonth = Amounts.Trimmed(Math.Round(cost * HoursPerMonth, 2)),
        };
    }

    private static ExplanationSection Seen(GroupFacts facts)
    {
        List<string> sentences = [$"{Figures.Count(facts.Accounts, "account", "accounts")} took part."];
        if (facts.Held > 0)
        {
            sentences.Add($"For {Figures.Text(facts.Held)} of them nothing could be decided.");
        }

        if (facts.Recommended > 0)
        {
            sentences.Add($"{Figures.Text(facts.Recommended)} of them run in Recommend mode, for which nothing is carried out.");
        }

        return new ExplanationSection("Seen", sentences);
    }

    private static ExplanationSection Predicted(GroupFacts facts) => new(
        "Predicted", facts.Horizons.Count == 0 ? ["Nothing could be predicted for the group."] : [.. facts.Horizons.SelectMany(PredictedSection.Sentences)]);

    private static ExplanationSection Decided(GroupFacts facts)
    {
        string change = facts.ReservedAfter.CompareTo(facts.ReservedBefore) switch
        {
            > 0 => $"{Figures.Text(facts.Change)} more than before",
            < 0 => $"{Figures.Text(facts.Change)} less than before",
            _ => "as before",
        };
        List<string> sentences = [$"Together they hold {Figures.Units(facts.ReservedAfter)}, {change}."];
        sentences.AddRange(facts.Gained.Count > 0 ? [$"Most was gained by {Named(facts.Gained)}."] : []);
        sentences.AddRange(facts.Lost.Count > 0 ? [$"Most was released by {Named(facts.Lost)}."] : []);
        sentences.Add(facts.Unmet > 0
            ? $"{Figures.Units(facts.Unmet)} of what they need could not be had, most of it lacking to {Named(facts.Lacking)}."
            : "Nobody lacks anything.");
        return new ExplanationSection("Decided", sentences);
    }

    private static ExplanationSection Cost(GroupFacts facts) => new(
        "Cost",
        [
            facts.CostPerHourAfter == facts.CostPerHourBefore
                ? $"It costs {Figures.Text(facts.CostPerHourAfter)} an hour, as before."
                : $"It costs {Figures.Text(facts.CostPerHourAfter)} an hour, after {Figures.Text(facts.CostPerHourBefore)} before.",
            $"At that rate a month of {Figures.Text(facts.HoursPerMonth)} hours costs {Figures.Text(facts.CostPerMonth)}.",
        ]);

    private static string Ending(Cycle cycle) => cycle.Status switch
    {
        CycleStatus.Completed => string.Empty,
        CycleStatus.Running => ", which is still running",
        CycleStatus.Failed => ", which failed",
        CycleStatus.Abandoned => ", which was abandoned",
        _ => ", which was skipped",
    };

    private static string Named(IReadOnlyList<AccountChange> changes) =>
        Figures.Joined([.. changes.Select(change => $"{change.AccountId} ({Figures.Text(change.Units)})")]);

    private static AccountChange[] Most(IEnumerable<AccountChange> changes) =>
        [.. changes.Where(change => change.Units > 0).OrderByDescending(change => change.Units).ThenBy(change => change.AccountId).Take(MostNamed)];

    private static decimal HeldAfter(AccountDecision decision) =>
        Total(decision.Mode == OperatingMode.Enforce ? decision.ReservedAfter : decision.ReservedBefore);

    private static decimal CostAfter(AccountDecision decision) =>
        decision.Mode == OperatingMode.Enforce ? decision.CostPerHourAfter ?? decision.CostPerHourPlanned : decision.CostPerHourBefore;

    private static decimal Total(IReadOnlyDictionary<string, decimal> byZone) => byZone.Values.Sum();
}
