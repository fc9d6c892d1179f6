using CapacityFunctions.Planning.Text;
using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>What a policy must hold.</summary>
internal static class ReservationPolicyChecks
{
    internal static void Check(ReservationPolicy policy, ProblemList problems)
    {
        problems.Require(
            ReservationPolicyNames.All.Contains(policy.Name, StringComparer.Ordinal),
            "$.policy.name",
            $"'{policy.Name}' is not a policy; there are: {string.Join(", ", ReservationPolicyNames.All)}");
        problems.RequireShare(policy.ReleaseBelow, "$.policy.releaseBelow");
        for (int i = 0; i < policy.Rules.Count; i++)
        {
            CheckRule(policy.Rules[i], $"$.policy.rules[{i}]", problems);
        }

        problems.Require(
            policy.ReleaseFloor is not { Level: <= 0 or >= 1 or double.NaN }, "$.policy.releaseFloor.level", "must lie between 0 and 1, both excluded");
        problems.Require(
            policy.Name is not (ReservationPolicyNames.CostOptimal or ReservationPolicyNames.Pooled) || policy.CostOptimal is not null,
            "$.policy.costOptimal",
            $"must be given for the policy {policy.Name}");
        problems.RequireAmount(policy.CostOptimal?.ShortageCostPerUnitHour, "$.policy.costOptimal.shortageCostPerUnitHour");
        problems.Require(
            policy.CostOptimal?.ShortageCostPerUnitHour != 0, "$.policy.costOptimal.shortageCostPerUnitHour", "must be above 0");
        problems.RequireAmount(policy.Limits.MaxIncreasePerCycle, "$.policy.limits.maxIncreasePerCycle");
        problems.RequireAmount(policy.Limits.MaxDecreasePerCycle, "$.policy.limits.maxDecreasePerCycle");
        problems.RequireAmount(policy.Limits.BudgetPerHour, "$.policy.limits.budgetPerHour");
        problems.Require(policy.Zones.MaxShare is > 0 and <= 1, "$.policy.zones.maxShare", "must be above 0 and at most 1");
        problems.RequireShare(policy.Zones.SurviveZoneLoss, "$.policy.zones.surviveZoneLoss");
        problems.RequireShare(policy.Zones.FlexibleShare, "$.policy.zones.flexibleShare");
    }

    private static void CheckRule(IntervalRule rule, string path, ProblemList problems)
    {
        problems.Require(rule.Level is > 0 and < 1, path + ".level", "must lie between 0 and 1, both excluded");
        problems.RequireAmount(rule.Threshold, path + ".threshold");
        (decimal lowest, decimal highest, string meaning) = rule.Increase.Kind switch
        {
            IncreaseKind.Percent => (0m, 10_000m, "it is a percentage"),
            IncreaseKind.Absolute => (0m, Amounts.Largest, "it is an amount"),
            IncreaseKind.ToRatio => (0.01m, 100m, "it is a ratio of bound to reservation"),
            _ => (1m, 0m, "its kind is unknown"),
        };
        problems.Require(
            rule.Increase.Value >= lowest && rule.Increase.Value <= highest,
            path + ".increase.value",
            $"must be between {Amounts.Text(lowest)} and {Amounts.Text(highest)}: {meaning}");
    }
}
