using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

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

    /// <summary>Splits <c>80,90</c> at its commas; empty parts are refused.</summary>
    public static string[]? SplitList(ArgumentResult argument, string name)
    {
        string[] parts = argument.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
        if (parts.All(part => part.Length > 0))
        {
            return parts;
        }

        argument.AddError($"{name}: '{argument.Tokens[0].Value}' has an empty part");
        return null;
    }

    private static T Parse<T>(ArgumentResult argument, string name, T least, T most)
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
