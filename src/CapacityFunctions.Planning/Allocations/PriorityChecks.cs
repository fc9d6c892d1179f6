using CapacityFunctions.Planning.Allocations.Priorities;
using CapacityFunctions.Planning.Allocations.ServiceLevels;
using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>What must hold for whatever moves priorities: rules, service levels and what earlier divisions left.</summary>
internal static class PriorityChecks
{
    internal const int LongestMinutes = 10_080;
    private const int LongestWindowMinutes = 1_440;

    internal static void Check(PriorityRules rules, ProblemList problems)
    {
        const string Path = "$.priorities";
        ServiceLevelRules window = rules.ServiceLevel;
        problems.Require(
            window.WindowMinutes is >= 1 and <= LongestWindowMinutes, Path, ".serviceLevel.windowMinutes", $"must be between 1 and {LongestWindowMinutes} minutes");
        problems.Require(window.RaiseAbove is > 0 and < 1, Path, ".serviceLevel.raiseAbove", "must be above 0 and below 1");
        problems.Require(
            window.LowerBelow > 0 && window.LowerBelow < window.RaiseAbove, Path, ".serviceLevel.lowerBelow", "must be above 0 and below raiseAbove");
        problems.Require(window.FewestSamples is >= 3 and <= 1000, Path, ".serviceLevel.fewestSamples", "must be between 3 and 1000");
        problems.Require(rules.DemandMargin is null or (>= 0.01m and <= 10), Path, ".demandMargin", "must be between 0.01 and 10");
        problems.Require(
            rules.DemandHoldMinutes is >= 1 and <= LongestMinutes, Path, ".demandHoldMinutes", $"must be between 1 and {LongestMinutes} minutes");
        problems.Require(
            rules.AgeingMinutes is null or (>= 1 and <= LongestMinutes), Path, ".ageingMinutes", $"must be between 1 and {LongestMinutes} minutes");
        problems.Require(rules.MaximumRaise is >= 0 and <= 4, Path, ".maximumRaise", "must be between 0 and 4");
    }

    internal static void Check(ServiceLevelObservation sla, string path, ProblemList problems)
    {
        problems.Require(IsTarget(sla.LatencyTargetMs), path, ".sla.latencyTargetMs", "must be finite and above 0");
        problems.Require(IsObservation(sla.LatencyObservedMs), path, ".sla.latencyObservedMs", "must be finite and 0 or more");
        problems.Require(IsTarget(sla.ThroughputTarget), path, ".sla.throughputTarget", "must be finite and above 0");
        problems.Require(IsObservation(sla.ThroughputObserved), path, ".sla.throughputObserved", "must be finite and 0 or more");
        problems.Require(sla.LatencyPercentile is null or (> 0 and <= 100), path, ".sla.latencyPercentile", "must be above 0 and at most 100");
        problems.Require(sla.Importance is >= 0 and <= 2, path, ".sla.importance", "must be 0, 1 or 2");
        for (int i = 0; i < sla.Samples.Count; i++)
        {
            ServiceLevelSample sample = sla.Samples[i];
            if (!IsObservation(sample.LatencyMs) || !IsObservation(sample.Throughput))
            {
                string field = IsObservation(sample.LatencyMs) ? "throughput" : "latencyMs";
                problems.Add($"{path}.sla.samples[{i}].{field}", "must be finite and 0 or more");
            }
        }
    }

    internal static void Check(AllocationTrail trail, string path, ProblemList problems)
    {
        problems.Require(trail.ServiceLevelRaise is >= 0 and <= 2, path, ".trail.serviceLevelRaise", "must be 0, 1 or 2");
        problems.Require(
            trail.WaitedMinutes is >= 0 and <= LongestMinutes, path, ".trail.waitedMinutes", $"must be between 0 and {LongestMinutes} minutes");
        problems.RequireAmount(trail.Entitled, path, ".trail.entitled");
    }

    private static bool IsTarget(double? value) => value is null or (> 0 and < double.PositiveInfinity);

    private static bool IsObservation(double? value) => value is null or (>= 0 and < double.PositiveInfinity);
}
