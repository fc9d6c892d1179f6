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
    private const int DefaultPageSize = 100;
    private const int LargestPageSize = 1000;

    internal static (TimeWindow? Window, IActionResult? Refusal) Of(HttpRequest request, DateTimeOffset now)
    {
        if (!TryInstant(request.Query["to"], now.AddMinutes(1), out DateTimeOffset to))
        {
            return (null, Problem.Invalid("to: not an ISO 8601 instant"));
        }

        if (!TryInstant(request.Query["from"], to.AddDays(-1), out DateTimeOffset from) || from > to)
        {
            return (null, Problem.Invalid("from: not an ISO 8601 instant, or later than to"));
        }

        string? size = request.Query["pageSize"];
        int pageSize = DefaultPageSize;
        if (!string.IsNullOrEmpty(size) &&
            (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out pageSize) || pageSize is < 1 or > LargestPageSize))
        {
            return (null, Problem.Invalid($"pageSize: a whole number from 1 to {LargestPageSize}"));
        }

        string? token = request.Query["continuationToken"];
        return (new TimeWindow(from, to, pageSize, string.IsNullOrEmpty(token) ? null : token), null);
    }

    private static bool TryInstant(string? text, DateTimeOffset otherwise, out DateTimeOffset instant)
    {
        instant = otherwise;
        return string.IsNullOrEmpty(text) || DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }
}
