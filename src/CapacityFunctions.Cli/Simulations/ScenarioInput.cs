using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Planning.Simulations;
using CapacityFunctions.Planning.Simulations.Scenarios;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>The files of a simulation, put on one grid.</summary>
/// <param name="Scenario">What was asked for.</param>
/// <param name="Setting">The rules, and what was used.</param>
/// <param name="Series">The usage of the setting's accounts on the same grid, for forecasting.</param>
internal sealed record ScenarioInput(SimulationScenario Scenario, SimulationSetting Setting, IReadOnlyList<TimeSeries> Series)
{
    /// <exception cref="InputException">A file cannot be used, or they do not fit together.</exception>
    public static ScenarioInput Read(string scenarioPath, string usagePath)
    {
        string json = InputText.Of(scenarioPath);
        SimulationScenario scenario = InputText.Accept(scenarioPath, ScenarioFile.Read(json));
        _ = TimeStep.TryParse(scenario.Grid, out TimeSpan grid);
        IReadOnlyList<UsageSeries> usage = UsageSeriesReader.Read(usagePath, grid);
        UsageExtent[] extents = [.. usage.Select(series => new UsageExtent(series.AccountId, series.ResourceType, series.Series.Start, series.Series.End))];
        _ = InputText.Accept(scenarioPath, ScenarioFile.Read(json, extents));

        List<UsageSeries> taken = [];
        List<(DateTimeOffset Start, DateTimeOffset End)> times = [];
        for (int i = 0; i < extents.Length; i++)
        {
            (DateTimeOffset start, DateTimeOffset end) = ScenarioTimes.Of(scenario, extents[i]);
            if (IsTaken(scenario, extents[i]) && start < end)
            {
                taken.Add(usage[i]);
                times.Add((start, end));
            }
        }

        return Assemble(scenario, grid, taken, times);
    }

    private static bool IsTaken(SimulationScenario scenario, UsageExtent usage) =>
        (scenario.ResourceType is null || scenario.ResourceType == usage.ResourceType) &&
        (scenario.Accounts is null || scenario.Accounts.Any(account => account.AccountId == usage.AccountId));

    private static ScenarioInput Assemble(
        SimulationScenario scenario, TimeSpan grid, List<UsageSeries> taken, List<(DateTimeOffset Start, DateTimeOffset End)> times)
    {
        DateTimeOffset origin = taken.Min(series => series.Series.Start);
        SimulatedAccount[] accounts = new SimulatedAccount[taken.Count];
        TimeSeries[] aligned = new TimeSeries[taken.Count];
        for (int i = 0; i < accounts.Length; i++)
        {
            aligned[i] = FromOrigin(taken[i].Series, origin);
            Span<bool> known = new bool[aligned[i].Length];
            for (int bucket = 0; bucket < known.Length; bucket++)
            {
                known[bucket] = !aligned[i].Missing[bucket];
            }

            accounts[i] = new SimulatedAccount
            {
                AccountId = taken[i].AccountId,
                Usage = new UsageTrace(aligned[i].Values, known),
                First = (int)Math.Ceiling((times[i].Start - origin) / grid),
                End = (int)Math.Ceiling((times[i].End - origin) / grid),
                GuaranteedMinimum = scenario.Accounts?.First(account => account.AccountId == taken[i].AccountId).GuaranteedMinimum ?? 0,
            };
        }

        SimulationSetting setting = new()
        {
            ResourceType = taken[0].ResourceType,
            Origin = origin,
            Grid = grid,
            LeadSteps = (int)(scenario.ProvisioningMinutes * TimeSpan.TicksPerMinute / grid.Ticks),
            PricePerUnitHour = scenario.PricePerUnitHour,
            ShortageCostPerUnitHour = scenario.ShortageCostPerUnitHour,
            Unit = scenario.Unit,
            Policy = scenario.Policy ?? SimulationSetting.DefaultPolicy,
            Accounts = accounts,
        };
        return new ScenarioInput(scenario, setting, aligned);
    }

    /// <summary>The series with unknown steps before it, so that all begin together.</summary>
    private static TimeSeries FromOrigin(TimeSeries series, DateTimeOffset origin)
    {
        int lead = (int)((series.Start - origin) / series.Step);
        return lead == 0 ? series : TimeSeries.FromMasked(origin, series.Step, new double[1], [true]).Append(series);
    }
}
