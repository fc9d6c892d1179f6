using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Planning.Simulations;
using CapacityFunctions.Planning.Simulations.Analysis;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>Replays a scenario over a usage file.</summary>
internal sealed class SimulateRun(SimulateOptions options, CliContext context)
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        long started = context.Time.GetTimestamp();
        ScenarioInput input = ScenarioInput.Read(options.Scenario, options.Input);
        SimulationSetting setting = input.Setting;
        void Say(string text) => context.Output.WriteLine($"{context.Time.GetElapsedTime(started).TotalSeconds:0.0} s: {text}");
        Say($"read {setting.Accounts.Count} accounts, first {setting.First}, end {setting.End}, lead {setting.LeadSteps}");
        string[] names = [.. SimulationPolicyNames.All];
        PolicyVariant[] variants = [.. names.Select(name => new PolicyVariant(name))];
        PolicyVariant[] sweep = [.. names.SelectMany(name => Sweep.VariantsOf(setting, name))];
        ForecastReplay replay = new(input, ReservationSimulator.NeedsOf(setting, [.. variants, .. sweep]), ReservationSimulator.NeedsOf(setting, variants), new PredictionOptions { Seed = options.Seed, CpuBudget = options.TrainingBudget });
        ReplayedForecasts replayed = replay.Run(options.Threads, () => { }, cancellationToken);
        DemandForecasts forecasts = replayed.AtLead;
        Say("forecasts");
        foreach (string name in names)
        {
            PolicyRun run = ReservationSimulator.Run(setting, forecasts, new PolicyVariant(name));
            ReservationCost total = run.Total;
            Say($"{name,-20} reserved {total.ReservedUnitHours,12:0} used {total.UsedUnitHours,12:0} short {total.ShortageUnitHours,10:0} share {total.ShortageShare:0.0000} cost {total.Cost,12:0} exceed {total.Exceedance:0.000} +{total.Increases} -{total.Decreases}");
        }

        return Task.CompletedTask;
    }
}
