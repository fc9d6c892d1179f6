using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api;

/// <summary>The span of time, and the part of the list in it, that a request asks for: <c>from</c>, <c>to</c>, <c>pageSize</c>, <c>continuationToken</c>.</summary>
/// <param name="From">Inclusive; a day before <paramref name="To"/> unless told.</param>
/// <param name="To">Exclusive; now unless told.</param>
/// <param name="PageSize">At most so many entries; 1 to 1,000.</param>
/// <param name="ContinuationToken">From the previous part; null for the first.</param>
internal sealed record TimeWindow(DateTimeOffset From, DateTimeOffset To, int PageSize, string? ContinuationToken)
{
    internal const int DefaultPageSize = 100;
    private const int LargestPageSize = 1000;
    internal const string FromDescription = "Begin of the window, ISO 8601, inclusive. Default: a day before its end.";
    internal const string ToDescription = "End of the window, ISO 8601, exclusive. Default: now.";
    internal const string PageSizeDescription = "At most so many entries, 1 to 1000. Default: 100.";
    internal const string TokenDescription = "From the part before; the window is then the same.";

    /// <summary>The longest window of what is answered in one piece.</summary>
    internal const int LongestDays = 35;

    internal const string FromOfBoundedDescription = "Begin of the window, ISO 8601, inclusive; at most 35 days before its end. Default: a day before it.";
    private const string NotAnInstant = "not an ISO 8601 instant";

    /// <param name="request">The request.</param>
    /// <param name="now">Where a window without an end ends.</param>
    /// <param name="beginOf">Where a window without a begin begins, by its end; a day before it unless told.</param>
    internal static (TimeWindow? Window, IActionResult? Refusal) Of(
        HttpRequest request, DateTimeOffset now, Func<DateTimeOffset, DateTimeOffset>? beginOf = null)
    {
        DateTimeOffset to = now.AddMinutes(1);
        if (request.Query["to"].ToString() is { Length: > 0 } toText && !TryInstant(toText, out to))
        {
            return (null, Problem.Invalid("to", NotAnInstant));
        }

        DateTimeOffset from = (beginOf ?? DayBefore)(to);
        if (request.Query["from"].ToString() is { Length: > 0 } fromText && !TryInstant(fromText, out from))
        {
            return (null, Problem.Invalid("from", NotAnInstant));
        }

        if (from > to)
        {
            return (null, Problem.Invalid("from", "must not be later than to"));
        }

        (int? pageSize, IActionResult? refusal) = PageSizeOf(request);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        TimeWindow window = new(from, to, pageSize ?? DefaultPageSize, TokenOf(request));
        request.HttpContext.Features.Set(window);
        return (window, null);
    }

    private static DateTimeOffset DayBefore(DateTimeOffset to) => to.UtcTicks > TimeSpan.TicksPerDay ? to.AddDays(-1) : DateTimeOffset.MinValue;

    /// <summary>As <see cref="Of"/>, for what is answered in one piece: longer windows than <see cref="LongestDays"/> are refused.</summary>
    internal static (TimeWindow? Window, IActionResult? Refusal) OfBounded(HttpRequest request, DateTimeOffset now)
    {
        (TimeWindow? window, IActionResult? refusal) = Of(request, now);
        return window is not null && window.To - window.From > TimeSpan.FromDays(LongestDays)
            ? (null, Problem.Invalid("from", $"at most {LongestDays} days before to"))
            : (window, refusal);
    }

    /// <summary>How many entries a request asks for; null when it does not say.</summary>
    internal static (int? PageSize, IActionResult? Refusal) PageSizeOf(HttpRequest request) => request.Query["pageSize"].ToString() switch
    {
        "" => (null, null),
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is >= 1 and <= LargestPageSize => (size, null),
        _ => (null, Problem.Invalid("pageSize", $"a whole number from 1 to {LargestPageSize}")),
    };

    /// <summary>Where the store goes on; null for the first part.</summary>
    internal static string? TokenOf(HttpRequest request) => request.Query["continuationToken"].ToString() is { Length: > 0 } token ? token : null;

    internal static bool TryInstant(string text, out DateTimeOffset instant) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
}
