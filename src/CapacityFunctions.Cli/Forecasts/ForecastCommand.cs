using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.MachineLearning;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>The verb <c>forecast</c>.</summary>
internal static class ForecastCommand
{
    private const int LongestHorizon = 100_000;
    private const int MostThreads = 1024;

    public static Command Create(CliContext context)
    {
        Option<string> input = CliOptions.InputFile("--input", "Usage CSV (account_id,timestamp,resource_type,value[,zone]), rows in any order; .gz is read too", required: true);
        Option<int> horizon = CliOptions.Integer("--horizon", "Steps to forecast after the end of each series", 1, LongestHorizon);
        Option<TimeSpan?> frequency = new("--frequency")
        {
            Description = "Step of the grid, such as 30s, 5m, 1h, 1d; when left out, the one most common in the file. The highest value of a step counts",
            HelpName = "STEP",
            CustomParser = ParseFrequency,
        };
        Option<int[]?> periods = new("--periods") { Description = "Season lengths in steps, such as 24,168; found in each series when left out", HelpName = "N,…", CustomParser = ParsePeriods };
        Option<TimeZoneInfo?> timeZone = new("--time-zone")
        {
            Description = "Zone whose clock the usage follows, such as Europe/Berlin: its day keeps its shape when the clock changes. UTC when left out; times are UTC in any case",
            HelpName = "ZONE",
            CustomParser = ParseTimeZone,
        };
        Option<decimal[]> levels = new("--levels")
        {
            Description = "Levels of the intervals in %, above 0 and below 100; the columns of the forecast follow them",
            HelpName = "PCT,…",
            CustomParser = ParseLevels,
            DefaultValueFactory = _ => [80, 90],
        };
        Option<string[]?> models = new("--models")
        {
            Description = $"auto: the best of what fits the time budget; all: the best of all; or names to choose among: {string.Join(", ", MachineLearningMethods.Catalog.All.Select(method => method.Name))}",
            HelpName = "auto|all|NAME,…",
            CustomParser = ParseModels,
        };
        Option<string?> signals = new("--signals") { Description = "Signals CSV (signal,scope,timestamp,value) for models with external inputs; none of the models named above has any yet", HelpName = "FILE" };
        Option<int> seed = CliOptions.Integer("--seed", "For models that draw random numbers: same seed, same forecast", 0, int.MaxValue, 1);
        Option<int> threads = CliOptions.Integer("--threads", "Series forecast side by side; changes the time, never the result", 1, MostThreads, Environment.ProcessorCount);
        Option<string?> output = new("--output") { Description = "Forecast CSV; standard output when left out", HelpName = "FILE" };
        Option<string?> report = new("--report") { Description = "Report JSON: models, scores, times, memory", HelpName = "FILE" };

        Command command = new("forecast", "Forecast every series of a usage file, with intervals")
        {
            input, horizon, frequency, periods, timeZone, levels, models, signals, seed, threads, output, report,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(signals) is { } path)
            {
                _ = SignalsFile.Read(path).Count();
            }

            // An array option that was left out comes as an empty array.
            string[] names = parsed.GetValue(models) is { Length: > 0 } given ? given : ["auto"];
            bool automatic = names is ["auto"];
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
                        TimeZone = parsed.GetValue(timeZone) ?? TimeZoneInfo.Utc,
                        Seed = parsed.GetValue(seed),
                        CpuBudget = automatic ? new PredictionOptions().CpuBudget : TimeSpan.MaxValue,
                    },
                    Threads = parsed.GetValue(threads),
                    Output = parsed.GetValue(output),
                    Report = parsed.GetValue(report),
                },
                context).RunAsync(cancellationToken);
            return ExitCodes.Success;
        });
        return command;
    }

    private static TimeSpan? ParseFrequency(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (Frequency.TryParse(text, out TimeSpan step))
        {
            return step;
        }

        argument.AddError($"--frequency: '{text}' is not a step such as 5m or 1h");
        return null;
    }

    private static int[]? ParsePeriods(ArgumentResult argument) =>
        CliOptions.ParseList(argument, "--periods", "a season length of 2 steps or more", text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int period) && period > 1 ? period : (int?)null);

    private static TimeZoneInfo? ParseTimeZone(ArgumentResult argument)
    {
        string name = argument.Tokens[0].Value;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone))
        {
            return zone;
        }

        argument.AddError($"--time-zone: '{name}' is not the name of a time zone such as Europe/Berlin");
        return null;
    }

    private static decimal[]? ParseLevels(ArgumentResult argument) =>
        CliOptions.ParseList(argument, "--levels", "a level above 0 and below 100 %", text =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal level) && level is > 0 and < 100 && level == Math.Round(level, 3)
                ? level
                : (decimal?)null);

    private static string[]? ParseModels(ArgumentResult argument)
    {
        string[] names = argument.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
        string? unknown = names is ["auto"] or ["all"] ? null : names.FirstOrDefault(name => MachineLearningMethods.Catalog.Find(name) is null);
        if (unknown is null)
        {
            return [.. names.Distinct(StringComparer.Ordinal)];
        }

        argument.AddError($"--models: there is no model '{unknown}'; take auto, all or some of {string.Join(", ", MachineLearningMethods.Catalog.All.Select(method => method.Name))}");
        return null;
    }
}
