using System.CommandLine;
using System.CommandLine.Parsing;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Learning;

namespace CapacityFunctions.Cli.Trainings;

/// <summary>The verb <c>train</c>.</summary>
internal static class TrainCommand
{
    private const int Day = 24;
    private const int LongestBudget = 86_400;

    public static Command Create(CliContext context)
    {
        Option<string> input = SeriesOptions.Input();
        Option<string> output = new("--output") { Description = "Directory of the models, for forecast --learned; it gets a file for each and models.json", HelpName = "DIR", Required = true };
        Option<int> horizon = CliOptions.Integer("--horizon", "Steps that the models will be asked for at most", 1, SeriesOptions.LongestHorizon, Day);
        Option<TimeSpan?> frequency = SeriesOptions.Frequency();
        Option<TimeZoneInfo?> timeZone = SeriesOptions.TimeZone();
        Option<string?> signals = SeriesOptions.Signals();
        Option<string?> accounts = SeriesOptions.Accounts();
        Option<string[]?> models = new("--models")
        {
            Description = $"What learns: some of {string.Join(", ", ModelNames.Learners)}; all when left out",
            HelpName = "NAME,…",
            CustomParser = ParseModels,
        };
        Option<int?> budget = new("--budget")
        {
            Description = $"CPU time for each model in seconds, 1 to {LongestBudget}, by its own estimate and not by the clock: the result is the same on every machine; half a second a series when left out",
            HelpName = "SECONDS",
            CustomParser = argument => CliOptions.Parse(argument, "--budget", 1, LongestBudget),
        };
        Option<int> seed = SeriesOptions.Seed();
        Option<int> threads = SeriesOptions.Threads("Threads of the training");
        Option<string?> report = new("--report") { Description = "Report JSON: what models.json says, times, memory", HelpName = "FILE" };

        Command command = new("train", "Learn models over all series of a usage file and keep them for later forecasts")
        {
            input, output, horizon, frequency, timeZone, signals, accounts, models, budget, seed, threads, report,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // An array option that was left out comes as an empty array.
            string[]? names = parsed.GetValue(models) is { Length: > 0 } given ? given : null;
            await new TrainRun(
                new TrainOptions
                {
                    Input = parsed.GetRequiredValue(input),
                    Output = parsed.GetRequiredValue(output),
                    Horizon = parsed.GetValue(horizon),
                    Frequency = parsed.GetValue(frequency),
                    Learners = ModelNames.LearnersIn(names),
                    Budget = parsed.GetValue(budget) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                    Seed = parsed.GetValue(seed),
                    Threads = parsed.GetValue(threads),
                    Signals = SignalInputs.Read(parsed.GetValue(signals)),
                    Descriptions = SeriesDescriptions.Read(parsed.GetValue(timeZone) ?? TimeZoneInfo.Utc, parsed.GetValue(accounts)),
                    Report = parsed.GetValue(report),
                },
                context).RunAsync(cancellationToken);
            return ExitCodes.Success;
        });
        return command;
    }

    private static string[]? ParseModels(ArgumentResult argument)
    {
        string[] names = argument.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
        string[] learners = [.. ModelNames.Learners];
        if (names.FirstOrDefault(name => !learners.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            argument.AddError($"--models: '{unknown}' does not learn over all series; take some of {string.Join(", ", learners)}");
            return null;
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }
}
