using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Azure;
using CapacityFunctions.Api.Content;
using CapacityFunctions.Storage.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace CapacityFunctions.Api.Idempotency;

/// <summary>Lets a POST with an <c>Idempotency-Key</c> take effect once, and gives its answer again to whoever sends it again.</summary>
internal sealed class IdempotencyMiddleware(IdempotencyStore store) : IFunctionsWorkerMiddleware
{
    internal const string Header = "Idempotency-Key";

    /// <summary>Is on an answer that is given again.</summary>
    internal const string ReplayedHeader = "Idempotency-Replayed";

    private const int LongestKey = 255;
    private const int RetryAfterSeconds = 1;

    private static readonly string[] KeptHeaders = [HeaderNames.ContentType, HeaderNames.Location, HeaderNames.ETag];

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && HttpMethods.IsPost(http.Request.Method) && http.Request.Headers.ContainsKey(Header)
            ? InvokeAsync(context, http, next)
            : next(context);

    private async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        string key = http.Request.Headers[Header].ToString();
        if (key.Length is 0 or > LongestKey || key.Any(character => char.IsControl(character) || character > '~'))
        {
            context.Answer(Problem.Invalid(Header, $"1 to {LongestKey} printable ASCII characters"));
            return;
        }

        string author = Caller.Of(http).Name;
        string fingerprint = FingerprintOf(http.Request);
        switch (await store.BeginAsync(author, key, fingerprint))
        {
            case BeginOutcome.Begun begun:
                await ServeAsync(context, http, next, new Claim(author, key, fingerprint, begun.Version));
                break;
            case BeginOutcome.Answered answered:
                context.Answer(Replay(http, answered.Answer));
                break;
            case BeginOutcome.InProgress:
                http.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
                context.Answer(Problem.Conflict(ProblemTypes.RequestInProgress, "A request with this key is being served."));
                break;
            case BeginOutcome.Unknown:
                context.Answer(Problem.Conflict(
                    ProblemTypes.OutcomeUnknown, "A request with this key was begun, and how it ended is not known. Look whether it took effect; if not, use a new key."));
                break;
            case BeginOutcome.Reused:
                context.Answer(Problem.Of(ProblemTypes.KeyReused, Header, "stands for another request, with another address or body"));
                break;
            default:
                throw new InvalidOperationException("Unknown outcome of a claim.");
        }
    }

    /// <summary>A success is kept, a refusal frees the key, and a failure leaves open what happened. What is claimed is not cut short by a caller who leaves.</summary>
    private async Task ServeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next, Claim claim)
    {
        try
        {
            await next(context);
        }
        catch
        {
            await FailAsync(claim);
            throw;
        }

        IActionResult? answer = context.Answer();
        switch (answer is null ? StatusCodes.Status500InternalServerError : Answers.StatusOf(answer))
        {
            case < StatusCodes.Status400BadRequest:
                byte[] body = await Answers.CaptureAsync(http, answer!);
                await store.CompleteAsync(
                    claim.Author, claim.Key, claim.Fingerprint, claim.Version, new StoredAnswer(http.Response.StatusCode, HeadersOf(http.Response), body));
                context.Answer(new BytesResult(http.Response.StatusCode, body));
                break;
            case < StatusCodes.Status500InternalServerError:
                await store.ReleaseAsync(claim.Author, claim.Key, claim.Version);
                break;
            default:
                await FailAsync(claim);
                break;
        }
    }

    private async Task FailAsync(Claim claim)
    {
        try
        {
            await store.FailAsync(claim.Author, claim.Key, claim.Fingerprint, claim.Version);
        }
        catch (Exception outage) when (ProblemMiddleware.IsOutage(outage))
        {
            // The claim says the same once its time is over.
        }
    }

    private static BytesResult Replay(HttpContext http, StoredAnswer answer)
    {
        foreach ((string name, string value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        http.Response.Headers[ReplayedHeader] = "true";
        return new BytesResult(answer.Status, answer.Body);
    }

    private static Dictionary<string, string> HeadersOf(HttpResponse response) => KeptHeaders
        .Where(response.Headers.ContainsKey)
        .ToDictionary(name => name, name => response.Headers[name].ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The address without the function key, the kind of body, and the body as it is after decompression.</summary>
    private static string FingerprintOf(HttpRequest request)
    {
        string query = string.Join('&', request.Query
            .Where(parameter => !string.Equals(parameter.Key, "code", StringComparison.OrdinalIgnoreCase))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Key}={parameter.Value}"));
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}\n{query}\n{request.ContentType}\n"));
        hash.AppendData(RequestBody.Of(request.HttpContext).Span);
        return Base64Url.EncodeToString(hash.GetHashAndReset());
    }

    private readonly record struct Claim(string Author, string Key, string Fingerprint, ETag Version);
}
