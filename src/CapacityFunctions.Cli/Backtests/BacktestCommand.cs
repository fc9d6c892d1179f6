using System.CommandLine;
using System.CommandLine.Parsing;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Forecasts;
using CapacityFunctions.Cli.Learning;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>The verb <c>backtest</c>.</summary>
internal static class BacktestCommand
{
    private const int MostOrigins = 10_000;
    private const decimal MetricsLevel = 90;

    public static Command Create(CliContext context)
    {
        Option<string> input = SeriesOptions.Input();
        Option<int> horizon = CliOptions.Integer("--horizon", "Steps to forecast at each origin", 1, SeriesOptions.LongestHorizon);
        Option<int> origins = CliOptions.Integer("--origins", "Origins of each series; the last one leaves a horizon of outcomes", 1, MostOrigins);
        Option<int?> step = new("--step")
        {
            Description = $"Steps between origins, 1 to {SeriesOptions.LongestHorizon}; the horizon when left out",
            HelpName = "N",
            CustomParser = argument => CliOptions.Parse(argument, "--step", 1, SeriesOptions.LongestHorizon),
        };
        Option<TimeSpan?> frequency = SeriesOptions.Frequency();
        Option<int[]?> periods = SeriesOptions.Periods();
        Option<TimeZoneInfo?> timeZone = SeriesOptions.TimeZone();
        Option<decimal[]> levels = SeriesOptions.Levels("Levels of the intervals in %, above 0 and below 100; the columns of the CSV follow them, 90 is always there", MetricsLevel);
        Option<string[]?> models = new("--models")
        {
            Description = $"What to compare, each trained at every origin on what lies before it; seasonal naive is always among them. all, as when left out, or names: {string.Join(", ", BacktestModel.Names)} (auto: the automatic choice)",
            HelpName = "all|NAME,…",
            CustomParser = ParseModels,
        };
        Option<string?> signals = SeriesOptions.Signals();
        Option<string?> accounts = SeriesOptions.Accounts();
        Option<int> seed = SeriesOptions.Seed();
        Option<int> threads = SeriesOptions.Threads("Origins forecast side by side");
        Option<string?> output = new("--output") { Description = "CSV of all forecasts beside their outcomes; none is written when left out", HelpName = "FILE" };
        Option<string?> report = new("--report") { Description = "Report JSON: measures and times of each model, series that were too short", HelpName = "FILE" };

        Command command = new("backtest", "Compare all models and the automatic choice at past origins of every series of a usage file")
        {
            input, horizon, origins, step, frequency, periods, timeZone, levels, models, signals, accounts, seed, threads, output, report,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            decimal[] wanted = parsed.GetRequiredValue(levels);
            TimeZoneInfo zone = parsed.GetValue(timeZone) ?? TimeZoneInfo.Utc;

            // An array option that was left out comes as an empty array.
            string[] names = parsed.GetValue(models) ?? [];
            await new BacktestRun(
                new BacktestOptions
                {
                    Input = parsed.GetRequiredValue(input),
                    Horizon = parsed.GetValue(horizon),
                    Origins = parsed.GetValue(origins),
                    Stride = parsed.GetValue(step) ?? parsed.GetValue(horizon),
                    Frequency = parsed.GetValue(frequency),
                    Levels = wanted.Contains(MetricsLevel) ? wanted : [.. wanted, MetricsLevel],
                    Models = BacktestModel.Choose(
                        names,
                        parsed.GetValue(periods) is { Length: > 0 } lengths ? lengths : null,
                        zone,
                        parsed.GetValue(seed)),
                    NamedLearner = names.FirstOrDefault(name => ModelNames.Learners.Contains(name, StringComparer.Ordinal)),
                    Descriptions = SeriesDescriptions.Read(zone, parsed.GetValue(accounts)),
                    Seed = parsed.GetValue(seed),
                    Signals = SignalInputs.Read(parsed.GetValue(signals)),
                    Threads = parsed.GetValue(threads),
                    Output = parsed.GetValue(output),
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
        if (names is ["all"])
        {
            return [];
        }

        if (names.FirstOrDefault(name => !BacktestModel.Names.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            argument.AddError($"--models: there is no model '{unknown}'; take all or some of {string.Join(", ", BacktestModel.Names)}");
            return null;
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }
}
