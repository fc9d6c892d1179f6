using System.CommandLine;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Forecasts;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>The verb <c>simulate</c>.</summary>
internal static class SimulateCommand
{
    private const int DefaultBudget = 2_000;
    private const int LargestBudget = 600_000;

    public static Command Create(CliContext context)
    {
        Option<string> input = SeriesOptions.Input();
        Option<string> scenario = CliOptions.InputFile(
            "--scenario", "Scenario JSON: price and shortage cost; optionally resource type, start, end, grid, provisioning time, policies with their parameters, accounts", required: true);
        Option<string?> report = new("--report") { Description = "Report JSON: every policy, the sweep, the accounts, where the cost comes from", HelpName = "FILE" };
        Option<string?> output = new("--output") { Description = "Picture, one HTML file: demand, reservation and shortage over time, cost against shortage", HelpName = "FILE" };
        Option<int> threads = SeriesOptions.Threads("Accounts forecast, and policies replayed, side by side");
        Option<int> seed = SeriesOptions.Seed();
        Option<int> budget = CliOptions.Integer(
            "--training-budget", "CPU milliseconds for one training of one account, by the methods' own estimates, so that it changes the choice of models but never with the machine's load", 1, LargestBudget, DefaultBudget);
        Command command = new("simulate", "Replay the loop over history with no look-ahead, for each policy, and compare what it would have cost")
        {
            input, scenario, report, output, threads, seed, budget,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await new SimulateRun(
                new SimulateOptions
                {
                    Input = parsed.GetRequiredValue(input),
                    Scenario = parsed.GetRequiredValue(scenario),
                    Report = parsed.GetValue(report),
                    Output = parsed.GetValue(output),
                    Threads = parsed.GetValue(threads),
                    Seed = parsed.GetValue(seed),
                    TrainingBudget = TimeSpan.FromMilliseconds(parsed.GetValue(budget)),
                },
                context).RunAsync(cancellationToken);
            return ExitCodes.Success;
        });
        return command;
    }
}
