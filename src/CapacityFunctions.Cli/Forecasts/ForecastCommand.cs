using System.CommandLine;
using System.CommandLine.Parsing;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Forecasting;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>The verb <c>forecast</c>.</summary>
internal static class ForecastCommand
{
    public static Command Create(CliContext context)
    {
        Option<string> input = SeriesOptions.Input();
        Option<int> horizon = CliOptions.Integer("--horizon", "Steps to forecast after the end of each series", 1, SeriesOptions.LongestHorizon);
        Option<TimeSpan?> frequency = SeriesOptions.Frequency();
        Option<int[]?> periods = SeriesOptions.Periods();
        Option<TimeZoneInfo?> timeZone = SeriesOptions.TimeZone();
        Option<decimal[]> levels = SeriesOptions.Levels("Levels of the intervals in %, above 0 and below 100; the columns of the forecast follow them", 80, 90);
        Option<string[]?> models = new("--models")
        {
            Description = $"auto: the best of what fits the time budget; all: the best of all; or names to choose among: {string.Join(", ", ModelNames.All)}",
            HelpName = "auto|all|NAME,…",
            CustomParser = ParseModels,
        };
        Option<string?> signals = SeriesOptions.Signals();
        Option<string?> accounts = SeriesOptions.Accounts();
        Option<string?> learned = new("--learned")
        {
            Description = $"Directory that capacity train wrote: its models of {string.Join(" and ", ModelNames.Learners)} are used. When left out they learn from the file, if it is large enough: auto leaves them out where it is not",
            HelpName = "DIR",
        };
        Option<int> seed = SeriesOptions.Seed();
        Option<int> threads = SeriesOptions.Threads("Series forecast side by side");
        Option<string?> output = new("--output") { Description = "Forecast CSV; standard output when left out", HelpName = "FILE" };
        Option<string?> report = new("--report") { Description = "Report JSON: models, scores, times, memory", HelpName = "FILE" };

        Command command = new("forecast", "Forecast every series of a usage file, with intervals")
        {
            input, horizon, frequency, periods, timeZone, levels, models, signals, accounts, learned, seed, threads, output, report,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // An array option that was left out comes as an empty array.
            string[] names = parsed.GetValue(models) is { Length: > 0 } given ? given : ["auto"];
            bool automatic = names is ["auto"];
            TimeZoneInfo zone = parsed.GetValue(timeZone) ?? TimeZoneInfo.Utc;
            await new ForecastRun(
                new ForecastOptions
                {
                    Input = parsed.GetRequiredValue(input),
                    Horizon = parsed.GetValue(horizon),
                    Frequency = parsed.GetValue(frequency),
                    Levels = parsed.GetRequiredValue(levels),
                    Prediction = new PredictionOptions
                    {
                        Methods = automatic || names is ["all"] ? null : names,
                        Periods = parsed.GetValue(periods) is { Length: > 0 } lengths ? lengths : null,
                        TimeZone = zone,
                        Seed = parsed.GetValue(seed),
                        CpuBudget = automatic ? new PredictionOptions().CpuBudget : TimeSpan.MaxValue,
                    },
                    Signals = SignalInputs.Read(parsed.GetValue(signals)),
                    Descriptions = SeriesDescriptions.Read(zone, parsed.GetValue(accounts)),
                    Learned = parsed.GetValue(learned),
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
        string? unknown = names is ["auto"] or ["all"] ? null : names.FirstOrDefault(name => !ModelNames.All.Contains(name, StringComparer.Ordinal));
        if (unknown is null)
        {
            return [.. names.Distinct(StringComparer.Ordinal)];
        }

        argument.AddError($"--models: there is no model '{unknown}'; take auto, all or some of {string.Join(", ", ModelNames.All)}");
        return null;
    }
}
