using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace CapacityFunctions.Api.Content;

/// <summary>
/// Reads bodies for those after it: within the limit, decompressed, of a type that is read here. What inflates beyond the limit is dropped as soon
/// as it does, so that a small request never takes much memory.
/// </summary>
internal sealed class RequestBodyMiddleware(EndpointCatalog endpoints) : IFunctionsWorkerMiddleware
{
    private const int BufferSize = 81920;

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && endpoints.Of(context) is { IsRead: false } endpoint ? ReadAsync(context, http, endpoint, next) : next(context);

    private static async Task ReadAsync(FunctionContext context, HttpContext http, Endpoint endpoint, FunctionExecutionDelegate next)
    {
        HttpRequest request = http.Request;
        string encoding = request.Headers.ContentEncoding.ToString();
        bool isGzip = string.Equals(encoding, "gzip", StringComparison.OrdinalIgnoreCase);
        if (!isGzip && encoding.Length > 0 && !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase))
        {
            context.Answer(Problem.Of(ProblemTypes.UnsupportedMediaType, HeaderNames.ContentEncoding, $"gzip is read here, '{encoding}' is not"));
            return;
        }

        (MemoryStream? body, IActionResult? refusal) = await ReadAsync(request.Body, isGzip, http.RequestAborted);
        if (body is null)
        {
            context.Answer(refusal!);
            return;
        }

        // Programs name a type for an empty body, too.
        if (body.Length > 0 && request.ContentType is { Length: > 0 } type && !endpoint.Reads(type))
        {
            context.Answer(Problem.Of(
                ProblemTypes.UnsupportedMediaType, HeaderNames.ContentType, $"{string.Join(", ", endpoint.ContentTypes)} is read here, '{type}' is not"));
            return;
        }

        http.Features.Set(new RequestBody(body.GetBuffer().AsMemory(0, (int)body.Length)));
        request.Body = body;
        request.ContentLength = body.Length;
        request.Headers.Remove(HeaderNames.ContentEncoding);
        await next(context);
    }

    private static async Task<(MemoryStream? Body, IActionResult? Refusal)> ReadAsync(Stream source, bool isGzip, CancellationToken cancellationToken)
    {
        await using GZipStream? inflated = isGzip ? new GZipStream(source, CompressionMode.Decompress, leaveOpen: true) : null;
        Stream plain = inflated ?? source;
        MemoryStream body = new();
        byte[] buffer = new byte[BufferSize];
        try
        {
            int read;
            while ((read = await plain.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (body.Length + read > RequestBody.Limit)
                {
                    return (null, Problem.TooLarge($"A body has at most {RequestBody.Limit / 1024 / 1024} MiB once decompressed; send it in parts."));
                }

                body.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return (null, Problem.Invalid(HeaderNames.ContentEncoding, "the body is not gzip"));
        }

        body.Position = 0;
        return (body, null);
    }
}
