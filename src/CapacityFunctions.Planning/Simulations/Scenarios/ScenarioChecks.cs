using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Reservations;
using CapacityFunctions.Planning.Text;
using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Planning.Simulations.Scenarios;

/// <summary>What a scenario must hold before it can be replayed.</summary>
internal static class ScenarioChecks
{
    private const string Everything = "all";
    private const decimal SmallestUnit = 0.001m;
    private const decimal LargestUnit = 1_000_000m;
    private const int MostLeadDays = 7;

    internal static ProblemList Check(SimulationScenario scenario)
    {
        ProblemList problems = new();
        bool hasGrid = TimeStep.TryParse(scenario.Grid, out TimeSpan grid);
        problems.Require(hasGrid, "$.grid", $"'{scenario.Grid}' is not a step such as 5m or 1h");
        problems.Require(
            !hasGrid || (grid <= TimeSpan.FromDays(1) && TimeSpan.TicksPerDay % grid.Ticks == 0), "$.grid", "must divide a day into equal parts");
        CheckProvisioning(scenario, hasGrid ? grid : null, problems);
        problems.RequireAmount(scenario.PricePerUnitHour, "$.pricePerUnitHour");
        problems.Require(scenario.PricePerUnitHour != 0, "$.pricePerUnitHour", "must be above 0");
        problems.RequireAmount(scenario.ShortageCostPerUnitHour, "$.shortageCostPerUnitHour");
        problems.Require(scenario.ShortageCostPerUnitHour != 0, "$.shortageCostPerUnitHour", "must be above 0");
        problems.Require(
            scenario.Unit is null or (>= SmallestUnit and <= LargestUnit), "$.unit", $"must be between {SmallestUnit} and {LargestUnit}, or left out");
        problems.Require(
            scenario.RetrainHours is >= 1 and <= 168 && (scenario.RetrainHours % 24 == 0 || 24 % scenario.RetrainHours == 0),
            "$.retrainHours",
            "must divide a day or be whole days, at most a week");
        problems.Require(scenario.Start is null || scenario.End is null || scenario.Start < scenario.End, "$.end", "must lie after start");
        CheckPolicies(scenario, problems);
        CheckAccounts(scenario.Accounts ?? [], problems);
        if (scenario.Policy is { } policy)
        {
            // What the scenario itself gives stands in for what a plan file would need.
            ReservationPolicyChecks.Check(
                policy with { CostOptimal = policy.CostOptimal ?? new CostOptimalParameters(1) }, problems);
        }

        return problems;
    }

    internal static ProblemList Check(SimulationScenario scenario, IReadOnlyList<UsageExtent> usage)
    {
        ProblemList problems = Check(scenario);
        if (problems.Problems.Count > 0)
        {
            return problems;
        }

        string[] types = [.. usage.Select(series => series.ResourceType.Value).Distinct(StringComparer.Ordinal)];
        problems.Require(
            scenario.ResourceType is not null || types.Length == 1,
            "$.resourceType",
            $"must be given, as the usage file has several: {string.Join(", ", types)}");
        problems.Require(
            scenario.ResourceType is not { } type || types.Contains(type.Value, StringComparer.Ordinal),
            "$.resourceType",
            $"'{scenario.ResourceType}' is not in the usage file; there are: {string.Join(", ", types)}");
        if (problems.Problems.Count == 0)
        {
            CheckTimes(scenario, [.. usage.Where(series => scenario.ResourceType is null || series.ResourceType == scenario.ResourceType)], problems);
        }

        return problems;
    }

    private static void CheckProvisioning(SimulationScenario scenario, TimeSpan? grid, ProblemList problems)
    {
        const string path = "$.provisioningMinutes";
        bool isInRange = scenario.ProvisioningMinutes is >= 0 and <= MostLeadDays * 1440;
        problems.Require(isInRange, path, $"must be between 0 and {MostLeadDays * 1440}");
        problems.Require(
            !isInRange || grid is not { } step || scenario.ProvisioningMinutes * TimeSpan.TicksPerMinute % step.Ticks == 0,
            path,
            $"must be a multiple of the grid {scenario.Grid}");
    }

    private static void CheckPolicies(SimulationScenario scenario, ProblemList problems)
    {
        problems.Require(scenario.Policies.Count > 0, "$.policies", $"must name a policy, or {Everything}");
        problems.RequireDistinct(scenario.Policies, i => $"$.policies[{i}]", "policy");
        for (int i = 0; i < scenario.Policies.Count; i++)
        {
            string name = scenario.Policies[i];
            problems.Require(
                name == Everything || SimulationPolicyNames.All.Contains(name, StringComparer.Ordinal),
                $"$.policies[{i}]",
                $"'{name}' is not a policy; there are: {Everything}, {string.Join(", ", SimulationPolicyNames.All)}");
        }
    }

    private static void CheckAccounts(IReadOnlyList<ScenarioAccount> accounts, ProblemList problems)
    {
        problems.RequireDistinct(accounts.Select(account => account.AccountId.ToString()), i => $"$.accounts[{i}].accountId", "account");
        for (int i = 0; i < accounts.Count; i++)
        {
            problems.RequireAmount(accounts[i].GuaranteedMinimum, $"$.accounts[{i}].guaranteedMinimum");
            problems.Require(accounts[i].Priority >= 0, $"$.accounts[{i}].priority", "must be 0 or more");
        }
    }

    private static void CheckTimes(SimulationScenario scenario, UsageExtent[] usage, ProblemList problems)
    {
        for (int i = 0; i < (scenario.Accounts?.Count ?? 0); i++)
        {
            AccountId account = scenario.Accounts![i].AccountId;
            problems.Require(usage.Any(series => series.AccountId == account), $"$.accounts[{i}].accountId", $"'{account}' is not in the usage file");
        }

        UsageExtent[] taken = [.. usage.Where(series => scenario.Accounts is null || scenario.Accounts.Any(account => account.AccountId == series.AccountId))];
        if (problems.Problems.Count > 0)
        {
            return;
        }

        if (taken.Length == 0)
        {
            problems.Add("$.accounts", "names no account of the usage file");
            return;
        }

        DateTimeOffset end = taken.Max(series => series.End);
        if (scenario.Start is { } start && start >= end)
        {
            problems.Add("$.start", $"must lie before the end of the usage, {end:yyyy-MM-dd'T'HH:mm:ss'Z'}");
            return;
        }

        bool any = taken.Any(series => ScenarioTimes.Of(scenario, series) is var (from, to) && from < to);
        string field = scenario.Start is null ? "$" : "$.start";
        problems.Require(
            any,
            field,
            scenario.Start is null && scenario.End is null
                ? $"needs more usage: no account has any beyond its first {ScenarioTimes.History.TotalDays:0} days; an earlier start can be given"
                : $"leaves no time: no account has a day of usage before the start and some between start and end");
    }
}
