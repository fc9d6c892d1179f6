using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CapacityFunctions.Api.Content;

/// <summary>What a caller can decompress.</summary>
internal static class AcceptedEncodings
{
    internal static bool IncludeGzip(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out IList<StringWithQualityHeaderValue>? accepted) &&
        (accepted.FirstOrDefault(IsGzip) ?? accepted.FirstOrDefault(encoding => encoding.Value == "*")) is { } found &&
        found.Quality is not 0;

    private static bool IsGzip(StringWithQualityHeaderValue encoding) => encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase);
}
