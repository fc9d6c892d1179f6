using System.Globalization;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Reservations;

/// <summary>How far a reader has come through the days of the history.</summary>
/// <param name="Day">The day to go on with.</param>
/// <param name="LastKey">The last row seen of it; empty when none was.</param>
internal readonly record struct RequestPosition(DateOnly Day, string LastKey)
{
    /// <summary>A page of a long empty time ends with nothing and a token, so that no call takes long.</summary>
    internal const int MostDaysInPage = 31;

    private const int DayLength = 8;

    internal static RequestPosition StartOf(DateOnly day) => new(day, string.Empty);

    internal string ToToken() => PagedReads.ToToken(TableKey.Day(Day) + LastKey);

    /// <exception cref="ArgumentException">The text is no token.</exception>
    internal static RequestPosition Parse(string continuationToken)
    {
        string text = PagedReads.ReadToken(continuationToken);
        return text.Length >= DayLength &&
            DateOnly.TryParseExact(text.AsSpan(0, DayLength), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? new RequestPosition(day, text[DayLength..])
            : throw new ArgumentException("This is not a continuation token of this list.", nameof(continuationToken));
    }
}
