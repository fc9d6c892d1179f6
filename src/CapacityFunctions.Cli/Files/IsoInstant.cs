using System.Globalization;

namespace CapacityFunctions.Cli.Files;

/// <summary>Instants as ISO 8601 text.</summary>
internal static class IsoInstant
{
    private const int ShortestLength = 10;

    /// <summary>Reads a date, or a date and time, with <c>Z</c>, an offset or neither (then UTC is meant).</summary>
    /// <param name="text">Such as <c>2026-11-02T00:05:00Z</c>; a blank may stand for the <c>T</c>.</param>
    /// <param name="instant">The instant in UTC.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;

        // The framework's parser takes many notations more (11/02/2026); the shape of the date keeps to ISO 8601.
        return text.Length >= ShortestLength && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0]) &&
            (text.Length == ShortestLength || text[10] is 'T' or 't' or ' ') &&
            DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }

    /// <summary>Seconds, or as many decimals of a second as it takes, and <c>Z</c>.</summary>
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(
            instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
            CultureInfo.InvariantCulture);
}
