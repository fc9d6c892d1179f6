using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Cli.Simulations.Pictures;
using CapacityFunctions.Cli.Tables;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Planning.Simulations;
using CapacityFunctions.Planning.Simulations.Analysis;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>Replays a scenario over a usage file.</summary>
internal sealed class SimulateRun(SimulateOptions options, CliContext context)
{
    // Compared with, whether asked for or not.
    private static readonly string[] Yardsticks = [SimulationPolicyNames.Reactive, SimulationPolicyNames.Clairvoyant];

    // Their cost is taken apart.
    private static readonly string[] Forecasting = [SimulationPolicyNames.CostOptimal, SimulationPolicyNames.Pooled];

    /// <exception cref="InputException">A file cannot be used, they do not fit together, or output cannot be written there.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long started = context.Time.GetTimestamp();
        ScenarioInput input = ScenarioInput.Read(options.Scenario, options.Input);
        SimulationOutcome outcome = await SimulateAsync(input, cancellationToken);
        SimulationReport report = outcome.ToReport();
        if (options.Report is { } path)
        {
            ReportFile.Write(path, report);
        }

        if (options.Output is { } picturePath)
        {
            using StreamWriter writer = OutputFile.Create(picturePath);
            await writer.WriteAsync(SimulationPicture.Of(report));
        }

        SimulationTable.Write(outcome, report, context);
        double seconds = context.Time.GetElapsedTime(started).TotalSeconds;
        await context.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Accounts.Count} accounts, {report.Start:yyyy-MM-dd HH:mm} to {report.End:yyyy-MM-dd HH:mm} UTC, decisions every {report.GridMinutes:0.##} minutes, in {seconds:0.0} s"));
    }

    private async Task<SimulationOutcome> SimulateAsync(ScenarioInput input, CancellationToken cancellationToken)
    {
        SimulationSetting setting = input.Setting;
        string[] asked = [.. SimulationPolicyNames.All.Where(name => input.Scenario.Policies.Contains(name, StringComparer.Ordinal) || input.Scenario.Policies.Contains("all", StringComparer.Ordinal))];
        PolicyVariant[] main = [.. SimulationPolicyNames.All.Where(name => asked.Contains(name, StringComparer.Ordinal) || Yardsticks.Contains(name, StringComparer.Ordinal)).Select(name => new PolicyVariant(name))];
        PolicyVariant[] sweep = [.. asked.SelectMany(name => PolicySweep.VariantsOf(setting, name))];
        PolicyVariant[] immediate = [.. main.Where(variant => Forecasting.Contains(variant.Policy, StringComparer.Ordinal))];

        ForecastNeeds needs = ReservationSimulator.NeedsOf(setting, [.. main, .. sweep]);
        ReplayedForecasts forecasts = await ForecastAsync(input, needs, ReservationSimulator.NeedsOf(setting, immediate), cancellationToken);
        PolicyRun[] runs = new PolicyRun[main.Length];
        ReservationCost[] totals = new ReservationCost[sweep.Length];
        PolicyRun[] immediateRuns = new PolicyRun[immediate.Length];
        SimulationSetting atOnce = setting with { LeadSteps = 0 };
        Action[] work =
        [
            .. main.Select<PolicyVariant, Action>((variant, i) => () => runs[i] = ReservationSimulator.Run(setting, forecasts.AtLead, variant)),
            .. immediate.Select<PolicyVariant, Action>((variant, i) => () => immediateRuns[i] = ReservationSimulator.Run(atOnce, forecasts.Immediate, variant)),
            .. sweep.Select<PolicyVariant, Action>((variant, i) => () => totals[i] = ReservationSimulator.Run(setting, forecasts.AtLead, variant).Total),
        ];
        await ProgressBar.RunAsync(
            "Replaying policies",
            work.Length,
            context.OutputIsTerminal,
            done => Parallel.ForEach(work, LimitsOf(cancellationToken), step =>
            {
                step();
                done();
            }),
            cancellationToken);
        return new SimulationOutcome
        {
            Setting = setting,
            Runs = [.. runs.Where(run => asked.Contains(run.Policy, StringComparer.Ordinal))],
            Reactive = runs.First(run => run.Policy == SimulationPolicyNames.Reactive),
            Clairvoyant = runs.First(run => run.Policy == SimulationPolicyNames.Clairvoyant),
            Sweep = [.. sweep.Zip(totals, (variant, total) => new SweepPoint(variant, total))],
            Decomposition = [.. immediateRuns.Select(run => CostDecomposition.Of(setting, forecasts.AtLead, runs.First(other => other.Policy == run.Policy), run))],
        };
    }

    /// <summary>Nothing is trained where no policy looks at a forecast.</summary>
    private async Task<ReplayedForecasts> ForecastAsync(
        ScenarioInput input, ForecastNeeds needs, ForecastNeeds immediateNeeds, CancellationToken cancellationToken)
    {
        if (needs.Intervals.Count + needs.Decisions.Count == 0)
        {
            return ReplayedForecasts.None;
        }

        PredictionOptions prediction = new() { Seed = options.Seed, CpuBudget = options.TrainingBudget };
        ForecastReplay replay = new(input, needs, immediateNeeds, prediction);
        ReplayedForecasts forecasts = ReplayedForecasts.None;
        await ProgressBar.RunAsync(
            "Forecasting accounts",
            input.Setting.Accounts.Count,
            context.OutputIsTerminal,
            done => forecasts = replay.Run(LimitsOf(cancellationToken), done),
            cancellationToken);
        return forecasts;
    }

    private ParallelOptions LimitsOf(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
}
