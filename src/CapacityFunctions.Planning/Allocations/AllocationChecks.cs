using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Planning.Allocations;

/// <summary>What an input must hold before capacity can be divided.</summary>
internal static class AllocationChecks
{
    internal const double SmallestWeight = 1e-6;
    internal const double LargestWeight = 1e6;
    private const decimal SmallestStep = 0.001m;
    private const decimal LargestStep = 1_000_000m;

    private static readonly string PriorityRange = $"must be between 0 and {OverrideChecks.HighestPriority}";
    private const string WeightRange = "must be between 0.000001 and 1000000";

    internal static ProblemList Check(AllocationInput input)
    {
        ProblemList problems = new();
        problems.RequireAmount(input.Capacity, "$.capacity");
        problems.Require(input.Step is >= SmallestStep and <= LargestStep, "$.step", $"must be between {SmallestStep} and {LargestStep}");
        problems.RequireAmount(input.Limits.MaxShift, "$.limits.maxShift");
        problems.RequireAmount(input.Limits.DeadBand, "$.limits.deadBand");
        problems.RequireDistinct(input.Accounts.Select(account => account.AccountId.Value), i => $"$.accounts[{i}].accountId", "account");
        for (int i = 0; i < input.Accounts.Count; i++)
        {
            CheckAccount(input.Accounts[i], $"$.accounts[{i}]", problems);
        }

        OverrideChecks.Check(input.Overrides, problems);
        return problems;
    }

    private static void CheckAccount(AccountAllocationState account, string path, ProblemList problems)
    {
        problems.Require(
            account.Priority is >= 0 and <= OverrideChecks.HighestPriority,
            path, ".priority",
            PriorityRange);
        problems.Require(account.Weight is >= SmallestWeight and <= LargestWeight, path, ".weight", WeightRange);
        problems.RequireAmount(account.GuaranteedMinimum, path, ".guaranteedMinimum");
        problems.RequireAmount(account.Maximum, path, ".maximum");
        problems.Require(
            account.Maximum is not { } maximum || maximum >= account.GuaranteedMinimum, path, ".maximum", "must not be below guaranteedMinimum");
        problems.RequireAmount(account.Lendable, path, ".lendable");
        problems.Require(account.Lendable <= account.GuaranteedMinimum, path, ".lendable", "must not exceed guaranteedMinimum");
        problems.RequireAmount(account.Usage, path, ".usage");
        problems.RequireAmount(account.Demand, path, ".demand");
        problems.RequireAmount(account.UpperDemand, path, ".upperDemand");
        problems.Require(
            account.UpperDemand == 0 || !(account.UpperDemand < account.Demand), path, ".upperDemand", "must not be below demand");
        problems.RequireAmount(account.Current, path, ".current");
        if (account.Sla is { } sla)
        {
            CheckService(sla, path + ".sla", problems);
        }
    }

    private static void CheckService(ServiceLevelObservation sla, string path, ProblemList problems)
    {
        problems.Require(IsTarget(sla.LatencyTargetMs), path, ".latencyTargetMs", "must be finite and above 0");
        problems.Require(IsObservation(sla.LatencyObservedMs), path, ".latencyObservedMs", "must be finite and 0 or more");
        problems.Require(IsTarget(sla.ThroughputTarget), path, ".throughputTarget", "must be finite and above 0");
        problems.Require(IsObservation(sla.ThroughputObserved), path, ".throughputObserved", "must be finite and 0 or more");
    }

    private static bool IsTarget(double? value) => value is null or (> 0 and < double.PositiveInfinity);

    private static bool IsObservation(double? value) => value is null or (>= 0 and < double.PositiveInfinity);
}
