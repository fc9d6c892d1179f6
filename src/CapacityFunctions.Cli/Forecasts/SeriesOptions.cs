using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>Options of every verb that forecasts the series of a usage file.</summary>
internal static class SeriesOptions
{
    public const int LongestHorizon = 100_000;
    private const int MostThreads = 1024;

    public static Option<string> Input() => CliOptions.InputFile(
        "--input", "Usage CSV (account_id,timestamp,resource_type,value[,zone]), rows in any order; .gz is read too", required: true);

    public static Option<TimeSpan?> Frequency() => new("--frequency")
    {
        Description = "Step of the grid, such as 30s, 5m, 1h, 1d; when left out, the one most common in the file. The highest value of a step counts",
        HelpName = "STEP",
        CustomParser = ParseFrequency,
    };

    public static Option<int[]?> Periods() => new("--periods")
    {
        Description = "Season lengths in steps, such as 24,168; found in each series when left out",
        HelpName = "N,…",
        CustomParser = ParsePeriods,
    };

    public static Option<TimeZoneInfo?> TimeZone() => new("--time-zone")
    {
        Description = "Zone whose clock the usage follows, such as Europe/Berlin: its day keeps its shape when the clock changes. UTC when left out; times are UTC in any case",
        HelpName = "ZONE",
        CustomParser = ParseTimeZone,
    };

    public static Option<decimal[]> Levels(string description, params decimal[] byDefault) => new("--levels")
    {
        Description = description,
        HelpName = "PCT,…",
        CustomParser = ParseLevels,
        DefaultValueFactory = _ => byDefault,
    };

    public static Option<string?> Signals() => new("--signals")
    {
        Description = "Signals CSV (signal,scope,timestamp,value) that may help: campaigns, prices, weather. Values after the end of a series are its known future; a signal without them counts as observed so far. What doesn't help is dropped, and the report says so",
        HelpName = "FILE",
    };

    public static Option<string?> Accounts() => new("--accounts")
    {
        Description = "Accounts JSON, a list; their priority, business unit and time zone are what learned models are told of accounts beside usage. The same for training and forecast",
        HelpName = "FILE",
    };

    public static Option<int> Seed() =>
        CliOptions.Integer("--seed", "For models that draw random numbers: same seed, same forecast", 0, int.MaxValue, 1);

    public static Option<int> Threads(string description) =>
        CliOptions.Integer("--threads", $"{description}; changes the time, never the result", 1, MostThreads, Environment.ProcessorCount);

    private static TimeSpan? ParseFrequency(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (Forecasts.Frequency.TryParse(text, out TimeSpan step))
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
}
