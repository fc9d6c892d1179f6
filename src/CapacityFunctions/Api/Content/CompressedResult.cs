using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CapacityFunctions.Api.Content;

/// <summary>Another answer, compressed when it is text and long enough to be worth it.</summary>
internal sealed class CompressedResult(IActionResult answer) : IActionResult
{
    /// <summary>Below this many bytes an answer fits into one packet anyway.</summary>
    internal const int Threshold = 1400;

    private static readonly string[] Compressible = ["application/json", "application/problem+json", "text/", "application/javascript", "image/svg+xml"];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        HttpResponse response = context.HttpContext.Response;
        byte[] body = await Answers.CaptureAsync(context.HttpContext, answer);
        if (body.Length == 0)
        {
            return;
        }

        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (body.Length >= Threshold && !response.Headers.ContainsKey(HeaderNames.ContentEncoding) && IsCompressible(response.ContentType))
        {
            body = Compress(body);
            response.Headers.ContentEncoding = "gzip";
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.HttpContext.RequestAborted);
    }

    private static bool IsCompressible(string? contentType) =>
        contentType is not null && Compressible.Any(kind => contentType.StartsWith(kind, StringComparison.OrdinalIgnoreCase));

    private static byte[] Compress(byte[] body)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }
}
