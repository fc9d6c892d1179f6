using System.Text.Json;
using System.Text.RegularExpressions;

namespace CapacityFunctions.Planning.Files;

/// <summary>Puts the serializer's complaints into the words of the file.</summary>
internal static partial class JsonMistakes
{
    private static readonly (string TypeName, string Expectation)[] Expectations =
    [
        ("System.Decimal", "must be a number"),
        ("System.Double", "must be a number"),
        ("System.Int32", "must be a whole number"),
        ("System.Boolean", "must be true or false"),
        ("System.String", "must be a text in quotes"),
        ("System.DateTimeOffset", "must be a time such as 2026-11-24T02:05:00Z"),
        (".OperatingMode", "must be Recommend or Enforce"),
        (".IntervalBound", "must be upper or lower"),
        (".IncreaseKind", "must be percent, absolute or toRatio"),
        (".SafetyAction", "must be act, widen, noRelease, recommend or hold"),
        (".DoubtKind", "must be lowConfidence, noSkill, coverage, drift or fallback"),
        (".FailureClass", "must be a class of refusals, such as ZoneFull"),
        ("System.TimeSpan", "must be a time span such as 00:03:00"),
        (".OverrideKind", "must be a kind of override, such as reservation-floor"),
        ("IReadOnlyList", "must be a list in [ ]"),
        ("Dictionary", "must be an object in { }"),
        ("CapacityFunctions.", "must be an object in { }"),
    ];

    // For a field that a record takes in its constructor, the serializer names the record's type instead of the field's.
    private static readonly (string Field, string Expectation)[] ConstructorFields =
    [
        (".increase.kind", "must be percent, absolute or toRatio"),
        (".increase.value", "must be a number"),
        (".releaseFloor.bound", "must be upper or lower"),
        (".zone", "must be a text in quotes"),
        (".pricePerUnitHour", "must be a number"),
        (".available", "must be a number"),
        (".level", "must be a number"),
        (".lower", "must be a number"),
        (".upper", "must be a number"),
        (".shortageCostPerUnitHour", "must be a number"),
        (".provisioningMinutes", "must be a whole number"),
        (".coverMinutes", "must be a whole number"),
        (".buffer.units", "must be a number"),
        (".buffer.share", "must be a number"),
        (".units", "must be a number"),
        (".at", "must be a time such as 2026-11-24T02:05:00Z"),
        (".kind", "must be lowConfidence, noSkill, coverage, drift or fallback"),
        (".reason", "must be a text in quotes"),
        (".failure.class", "must be a class of refusals, such as ZoneFull"),
        (".failure.code", "must be a text in quotes"),
        (".failure.message", "must be a text in quotes"),
    ];

    internal static ReadError Explain(JsonException exception)
    {
        string message = ServersPosition().Replace(exception.Message, string.Empty);
        string path = exception.Path ?? "$";
        int? line = exception.LineNumber is { } zeroBasedLine ? (int)zeroBasedLine + 1 : null;
        int? column = exception.BytePositionInLine is { } zeroBasedColumn ? (int)zeroBasedColumn + 1 : null;
        if (UnknownField().Match(message) is { Success: true } unknown)
        {
            return new ReadError(path, line, column, $"has a field '{unknown.Groups["field"].Value}' that is not known here");
        }

        if (MissingFields().Match(message) is { Success: true } missing)
        {
            return new ReadError(path, line, column, $"lacks what must be given: {missing.Groups["fields"].Value}");
        }

        if (message.StartsWith("Duplicate propert", StringComparison.Ordinal))
        {
            return new ReadError(path, line, column, "is given a second time");
        }

        if (WrongType().Match(message) is { Success: true } wrong)
        {
            string type = wrong.Groups["type"].Value;
            string? expectation = ConstructorFields.FirstOrDefault(entry => path.EndsWith(entry.Field, StringComparison.Ordinal)).Expectation
                ?? Expectations.FirstOrDefault(entry => type.Contains(entry.TypeName, StringComparison.Ordinal)).Expectation;
            return new ReadError(path, line, column, expectation ?? "has the wrong type");
        }

        return new ReadError(path, line, column, $"is not usable: {message}");
    }

    [GeneratedRegex(@" (?:LineNumber|Path): .*$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServersPosition();

    [GeneratedRegex(@"^The JSON property '(?<field>.*)' could not be mapped to any \.NET member", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnknownField();

    [GeneratedRegex(@"was missing required properties including: (?<fields>.*?)\.?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MissingFields();

    [GeneratedRegex(@"could not be converted to (?<type>.*?)\.?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WrongType();
}
