using System.Globalization;

namespace CapacityFunctions.Planning.Text;

/// <summary>How instants are written for people.</summary>
internal static class Instants
{
    /// <summary>To the minute, in UTC: <c>2026-11-24T02:05Z</c>.</summary>
    internal static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
