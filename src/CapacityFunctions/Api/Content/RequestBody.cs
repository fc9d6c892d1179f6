using Microsoft.AspNetCore.Http;

namespace CapacityFunctions.Api.Content;

/// <summary>What a request carries, decompressed, as <see cref="RequestBodyMiddleware"/> read it.</summary>
internal sealed record RequestBody(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The largest body that is read, in bytes, after decompression.</summary>
    internal const int Limit = 4 * 1024 * 1024;

    internal static ReadOnlyMemory<byte> Of(HttpContext http) => http.Features.Get<RequestBody>()?.Bytes ?? ReadOnlyMemory<byte>.Empty;
}
