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
    private const string ShareRange = "must be between 0 and 1";
    private const string WeightRange = "must be between 0.000001 and 1000000";

    internal static ProblemList Check(AllocationInput input)
    {
        ProblemList problems = new();
        problems.RequireAmount(input.Capacity, "$.capacity");
        problems.Require(input.Step is >= SmallestStep and <= LargestStep, "$.step", $"must be between {SmallestStep} and {LargestStep}");
        CheckLimits(input.Limits, problems);
        PriorityChecks.Check(input.Priorities, problems);
        HashSet<string> units = CheckGroups(input.Groups, problems);
        problems.RequireDistinct(input.Accounts.Select(account => account.AccountId.Value), i => $"$.accounts[{i}].accountId", "account");
        // Paths are put together only where there is a problem: this runs over 100,000 accounts in every cycle.
        ProblemList unnamed = new();
        for (int i = 0; i < input.Accounts.Count; i++)
        {
            CheckAccount(input.Accounts[i], string.Empty, units, unnamed);
            if (unnamed.Problems.Count > 0)
            {
                CheckAccount(input.Accounts[i], $"$.accounts[{i}]", units, problems);
                unnamed = new ProblemList();
            }
        }

        OverrideChecks.Check(input.Overrides, problems);
        return problems;
    }

    private static void CheckLimits(AllocationLimits limits, ProblemList problems)
    {
        const string Path = "$.limits";
        string minutes = $"must be between 0 and {PriorityChecks.LongestMinutes} minutes";
        problems.RequireAmount(limits.MaxShift, Path, ".maxShift");
        problems.Require(limits.MaxShiftShare is null or (>= 0 and <= 1), Path, ".maxShiftShare", ShareRange);
        problems.RequireAmount(limits.DeadBand, Path, ".deadBand");
        problems.Require(limits.DeadBandShare is >= 0 and <= 1, Path, ".deadBandShare", ShareRange);
        problems.Require(limits.ExemptMinutes is >= 0 and <= PriorityChecks.LongestMinutes, Path, ".exemptMinutes", minutes);
        problems.Require(limits.ReturnMinutes is null or (>= 1 and <= PriorityChecks.LongestMinutes), Path, ".returnMinutes", $"must be between 1 and {PriorityChecks.LongestMinutes} minutes");
    }

    private static HashSet<string> CheckGroups(IReadOnlyList<BusinessUnitState> groups, ProblemList problems)
    {
        problems.RequireDistinct(groups.Select(group => group.Name), i => $"$.groups[{i}].name", "business unit");
        for (int i = 0; i < groups.Count; i++)
        {
            BusinessUnitState group = groups[i];
            string path = $"$.groups[{i}]";
            problems.Require(!string.IsNullOrWhiteSpace(group.Name), path, ".name", "must not be empty");
            problems.RequireAmount(group.GuaranteedMinimum, path, ".guaranteedMinimum");
            problems.RequireAmount(group.Maximum, path, ".maximum");
            problems.Require(
                group.Maximum is not { } maximum || maximum >= group.GuaranteedMinimum, path, ".maximum", "must not be below guaranteedMinimum");
            problems.RequireAmount(group.Lendable, path, ".lendable");
            problems.Require(group.Lendable <= group.GuaranteedMinimum, path, ".lendable", "must not exceed guaranteedMinimum");
            problems.Require(group.Weight is >= SmallestWeight and <= LargestWeight, path, ".weight", WeightRange);
        }

        return new HashSet<string>(groups.Select(group => group.Name), StringComparer.Ordinal);
    }

    private static void CheckAhead(AccountAllocationState account, string path, ProblemList problems)
    {
        problems.RequireAmount(account.DemandAhead ?? 0, path, ".demandAhead");
        problems.RequireAmount(account.UpperDemandAhead ?? 0, path, ".upperDemandAhead");
        problems.Require(
            !(account.UpperDemandAhead < account.DemandAhead), path, ".upperDemandAhead", "must not be below demandAhead");
    }

    private static void CheckAccount(AccountAllocationState account, string path, HashSet<string> units, ProblemList problems)
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
        CheckAhead(account, path, problems);
        problems.RequireAmount(account.Current, path, ".current");
        problems.Require(
            account.BusinessUnit is null || units.Contains(account.BusinessUnit), path, ".businessUnit", "must be the name of one of the groups");
        if (account.Sla is { } sla)
        {
            PriorityChecks.Check(sla, path, problems);
        }

        if (account.Trail is { } trail)
        {
            PriorityChecks.Check(trail, path, problems);
        }
    }
}
