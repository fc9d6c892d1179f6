using CapacityFunctions.Planning.Text;
using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Planning.Reservations;

/// <summary>What a policy must hold.</summary>
internal static class ReservationPolicyChecks
{
    private const decimal HoursOfAYear = 8760;

    internal static void Check(ReservationPolicy policy, ProblemList problems)
    {
        problems.Require(
            ReservationPolicyNames.All.Contains(policy.Name, StringComparer.Ordinal),
            "$.policy.name",
            $"'{policy.Name}' is not a policy; there are: {string.Join(", ", ReservationPolicyNames.All)}");
        problems.RequireShare(policy.ReleaseBelow, "$.policy.releaseBelow");
        problems.RequireShare(policy.RaiseFrom, "$.policy.raiseFrom");
        problems.Require(policy.Safety.WidenFactor is >= 1 and <= 10, "$.policy.safety.widenFactor", "must be between 1 and 10");
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
        RequireMinutes(policy.LeadTime?.ProvisioningMinutes, "$.policy.leadTime.provisioningMinutes", problems);
        RequireMinutes(policy.LeadTime?.CoverMinutes, "$.policy.leadTime.coverMinutes", problems);
        problems.RequireAmount(policy.Limits.MaxIncreasePerCycle, "$.policy.limits.maxIncreasePerCycle");
        problems.RequireAmount(policy.Limits.MaxDecreasePerCycle, "$.policy.limits.maxDecreasePerCycle");
        problems.RequireAmount(policy.Limits.BudgetPerHour, "$.policy.limits.budgetPerHour");
        problems.RequireAmount(policy.Limits.Buffer?.Units, "$.policy.limits.buffer.units");
        problems.Require(policy.Limits.Buffer is not { Share: < 0 or > 10 }, "$.policy.limits.buffer.share", "must be between 0 and 10");
        RequireMinutes(policy.Limits.DecreaseCoolDownMinutes, "$.policy.limits.decreaseCoolDownMinutes", problems);
        RequireMinutes(policy.Limits.StabilisationMinutes, "$.policy.limits.stabilisationMinutes", problems);
        problems.Require(policy.Zones.MaxShare is > 0 and <= 1, "$.policy.zones.maxShare", "must be above 0 and at most 1");
        problems.RequireShare(policy.Zones.SurviveZoneLoss, "$.policy.zones.surviveZoneLoss");
        problems.RequireShare(policy.Zones.FlexibleShare, "$.policy.zones.flexibleShare");
        problems.RequireAmount(policy.Zones.MoveCostPerUnit, "$.policy.zones.moveCostPerUnit");
        problems.Require(
            policy.Zones.MoveAmortisationHours is > 0 and <= HoursOfAYear,
            "$.policy.zones.moveAmortisationHours",
            $"must be above 0 and at most {HoursOfAYear}");
        problems.RequireShare(policy.Zones.MoveTolerance, "$.policy.zones.moveTolerance");
    }

    private static void RequireMinutes(int? minutes, string path, ProblemList problems) => problems.Require(
        minutes is null or (>= 0 and <= ReservationLimits.MostMinutes), path, $"must be between 0 and {ReservationLimits.MostMinutes} minutes");

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
