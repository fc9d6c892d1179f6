using System.Globalization;
using CapacityFunctions.Embedded.Functions.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CapacityFunctions.Embedded.Functions.Http;

/// <summary>How long the body of a request may be.</summary>
internal static class RequestBodyLimit
{
    public const string Setting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";

    /// <summary>The real host's, in bytes.</summary>
    private const long Default = 104_857_600;

    /// <returns>Bytes, at least 1.</returns>
    /// <exception cref="HostConfigurationException">The setting is no such number.</exception>
    public static long Read(AppSettings settings) =>
        settings[Setting] is not { } text ? Default
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) && bytes >= 1 ? bytes
        : throw new HostConfigurationException($"{Setting} must be a number of bytes of at least 1, but is '{text}'.");

    /// <summary>True when the request says itself that its body is longer.</summary>
    public static bool IsExceededBy(HttpContext http) =>
        http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
}
