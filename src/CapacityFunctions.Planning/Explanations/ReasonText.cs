using System.Globalization;
using System.Text.RegularExpressions;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>The short reasons of decisions as sentences of plain English. Numbers stay as they are; a reason of a form that is not known is told in its own words.</summary>
internal static class ReasonText
{
    // Without backtracking the time is linear whatever a reason says: overrides and providers bring words of their own.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private static readonly Regex Bound = new(@"^bound by (?<limit>[^:]+(T[0-9]{2}:[0-9]{2}Z)?): (?<got>[0-9.]+) instead of (?<wanted>[0-9.]+)$", Linear);
    private static readonly Regex CoolDown = new(@"^decreaseCoolDownMinutes (?<minutes>[0-9]+) until (?<until>\S+)$", Linear);
    private static readonly Regex Instant = new(@"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}Z| [0-9]{2}:[0-9]{2} UTC)", Linear);
    private static readonly Regex Length = new(@"\b(PT1H|P1D|P7D)\b", Linear);

    private static readonly (string Name, string Words)[] Settings =
    [
        ("maxIncreasePerCycle", "the largest increase in one cycle of"),
        ("maxDecreasePerCycle", "the largest decrease in one cycle of"),
        ("budgetPerHour", "the budget per hour of"),
        ("maxShare", "the largest share of one zone of"),
        ("surviveZoneLoss", "the share of demand that must survive the loss of a zone of"),
        ("flexibleShare", "the share of demand that may run in any zone of"),
        ("maxShift", "the largest movement between accounts of"),
        ("deadBandShare", "the smallest share that is worth a change of"),
        ("deadBand", "the smallest change that is worth it of"),
    ];

    /// <summary>A whole sentence.</summary>
    internal static string Sentence(string reason)
    {
        string plain = Bound.Match(reason) is { Success: true } bound
            ? $"it was bound by {Limit(bound.Groups["limit"].Value)}: {bound.Groups["got"].Value} instead of {bound.Groups["wanted"].Value} units"
            : Plain(reason);
        return $"{Capital(plain)}.";
    }

    /// <summary>The words of a reason without the short forms of settings and instants, to stand inside a sentence.</summary>
    internal static string Plain(string reason)
    {
        string plain = Instant.Replace(reason, match => Figures.At(DateTimeOffset.Parse(
            match.Value.Replace(" UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)));
        plain = Length.Replace(plain, match => match.Value switch
        {
            "PT1H" => "an hour",
            "P1D" => "a day",
            _ => "a week",
        });
        foreach ((string name, string words) in Settings)
        {
            plain = plain.Replace($"{name} ", $"{words} ", StringComparison.Ordinal);
        }

        return plain.TrimEnd('.');
    }

    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Limit(string limit) => CoolDown.Match(limit) is { Success: true } coolDown
        ? $"the wait of {coolDown.Groups["minutes"].Value} minutes between a change and a release, which ends on {Plain(coolDown.Groups["until"].Value)}"
        : limit switch
        {
            "minimum" => "the least that it must hold",
            "maximum" => "the most that it may hold",
            "what runs" => "what runs now",
            "what runs and the buffer above it" => "what runs now and the buffer above it",
            "capacity" => "the capacity that there is",
            _ => Plain(limit),
        };
}
