using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CapacityFunctions.Cli.Files;

namespace CapacityFunctions.Cli.CommandLine;

/// <summary>Options that several verbs have, and the ways in which their values are checked.</summary>
internal static class CliOptions
{
    /// <summary>A whole number inside a range, both ends included.</summary>
    public static Option<int> Integer(string name, string description, int least, int most, int? byDefault = null)
    {
        Option<int> option = new(name)
        {
            Description = $"{description}; {least} to {most}",
            HelpName = "N",
            Required = byDefault is null,
            CustomParser = argument => Parse(argument, name, least, most),
        };
        if (byDefault is { } standard)
        {
            option.DefaultValueFactory = _ => standard;
        }

        return option;
    }

    /// <summary>An instant, ISO 8601.</summary>
    public static Option<DateTimeOffset?> Instant(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (IsoInstant.TryParse(text, out DateTimeOffset instant))
            {
                return instant;
            }

            argument.AddError($"{name}: '{text}' is not a time such as 2026-11-02T00:05:00Z");
            return null;
        },
    };

    public static Option<long> Seed(string description, long byDefault) => new("--seed")
    {
        Description = $"{description}; a whole number",
        HelpName = "N",
        DefaultValueFactory = _ => byDefault,
        CustomParser = argument => Parse(argument, "--seed", long.MinValue, long.MaxValue),
    };

    /// <summary>A file that is read; that it is there is checked when it is opened.</summary>
    public static Option<string> InputFile(string name, string description, bool required) =>
        new(name) { Description = description, HelpName = "FILE", Required = required };

    /// <summary>Values between commas, each once.</summary>
    /// <param name="argument">What was given.</param>
    /// <param name="name">The option, for the error.</param>
    /// <param name="expectation">What a part must be, for the error.</param>
    /// <param name="parse">Null for a part that is no such value.</param>
    public static T[]? ParseList<T>(ArgumentResult argument, string name, string expectation, Func<string, T?> parse)
        where T : struct
    {
        List<T> values = [];
        foreach (string part in argument.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (parse(part) is not { } value)
            {
                argument.AddError($"{name}: '{part}' is not {expectation}");
                return null;
            }

            if (values.Contains(value))
            {
                argument.AddError($"{name}: {part} is given twice");
                return null;
            }

            values.Add(value);
        }

        return [.. values];
    }

    /// <summary>A number inside a range, both ends included; anything else is an error that names the option.</summary>
    public static T Parse<T>(ArgumentResult argument, string name, T least, T most)
        where T : struct, ISpanParsable<T>, IComparable<T>
    {
        string text = argument.Tokens[0].Value;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out T value) && value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0)
        {
            return value;
        }

        argument.AddError($"{name}: '{text}' is not a whole number from {least} to {most}");
        return default;
    }
}
