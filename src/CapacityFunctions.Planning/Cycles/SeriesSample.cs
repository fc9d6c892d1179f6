using System.Security.Cryptography;
using System.Text;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>A part of the series that stays the same from day to day, however many come and go: those whose names hash lowest.</summary>
public static class SeriesSample
{
    /// <summary>Chooses without regard to size, age or place in the list, in the order of the names.</summary>
    /// <param name="series">All there are, each once.</param>
    /// <param name="most">Most series, at least 1.</param>
    public static IReadOnlyList<SeriesKey> Of(IEnumerable<SeriesKey> series, int most)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return
        [
            .. series.OrderBy(HashOf, StringComparer.Ordinal)
                .Take(most)
                .OrderBy(key => key.AccountId)
                .ThenBy(key => key.ResourceType),
        ];
    }

    /// <summary>A name of a series that no other one has: names hold no control characters.</summary>
    public static string NameOf(SeriesKey series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return $"{series.AccountId.Value}\n{series.ResourceType.Value}";
    }

    private static string HashOf(SeriesKey series) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(NameOf(series))));
}
