using System.Globalization;
using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>How numbers and instants are told: as facts hold them.</summary>
internal static class Figures
{
    private const double Small = 0.01;

    /// <summary>Two decimals, or six where the number is smaller than that.</summary>
    internal static double Rounded(double value) => Math.Round(value, Math.Abs(value) < Small ? 6 : 2, MidpointRounding.AwayFromZero);

    internal static double? Rounded(double? value) => value is { } number ? Rounded(number) : null;

    internal static string Text(double value) => Rounded(value).ToString("0.######", CultureInfo.InvariantCulture);

    internal static string Text(decimal value) => Amounts.Text(value);

    internal static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>1 unit</c>, <c>2 units</c>.</summary>
    internal static string Units(decimal value) => value == 1 ? "1 unit" : $"{Text(value)} units";

    internal static string Units(double value) => Rounded(value) == 1 ? "1 unit" : $"{Text(value)} units";

    internal static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{Text(count)} {many}";

    /// <summary><c>24 November 2026 at 02:05 UTC</c>.</summary>
    internal static string At(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("d MMMM yyyy 'at' HH:mm 'UTC'", CultureInfo.InvariantCulture);

    internal static string On(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Joined as in speech: <c>a, b and c</c>.</summary>
    internal static string Joined(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => string.Empty,
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}",
    };
}
