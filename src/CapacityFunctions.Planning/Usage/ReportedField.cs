using System.Globalization;

namespace CapacityFunctions.Planning.Usage;

/// <summary>Reads single fields of what was reported, or says what is wrong with them.</summary>
internal static class ReportedField
{
    /// <summary>What lies before this year is a mistake of units or of an epoch.</summary>
    private const int FirstYear = 2000;

    /// <summary>Larger amounts are a mistake: no provider sells so much of anything, and one of them must not reach a decision.</summary>
    private const double LargestAmount = 1e9;

    /// <returns>Null when the text is an instant that may be reported at <paramref name="now"/>; otherwise what is wrong with it.</returns>
    internal static string? TimestampRefusal(string? text, DateTimeOffset now, out DateTimeOffset timestamp)
    {
        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out timestamp))
        {
            return $"timestamp {Quoted(text)} is not an ISO 8601 instant";
        }

        if (timestamp > now + UsageIntake.FutureTolerance)
        {
            return $"timestamp {Quoted(text)} lies in the future (it is now {now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ})";
        }

        return timestamp.Year < FirstYear ? $"timestamp {Quoted(text)} lies before {FirstYear}" : null;
    }

    /// <returns>Null when the text is a finite number, 0 or more and not beyond reason; otherwise what is wrong with it.</returns>
    internal static string? AmountRefusal(string name, string? text, out double value)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return $"{name} {Quoted(text)} is not a number";
        }

        return value switch
        {
            double.NaN => $"{name} is not a number (NaN)",
            < 0 => $"{name} {Quoted(text)} is negative",
            > LargestAmount => $"{name} {Quoted(text)} is too large (at most 1e9)",
            _ => null,
        };
    }

    internal static string Quoted(string? text) => text switch
    {
        null => "(missing)",
        { Length: > 60 } => $"'{text[..60]}…'",
        _ => $"'{text}'",
    };
}
