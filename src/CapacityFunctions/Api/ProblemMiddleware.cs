using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Api;

/// <summary>Tells callers over HTTP what failed, as far as it is theirs to know, instead of a bare 500.</summary>
internal sealed class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>The seconds after which a caller may try again when storage is away: the request was sound.</summary>
    private const int RetryAfterSeconds = 5;

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? InvokeAsync(context, http, next) : next(context);

    private async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        http.Response.Headers["x-request-id"] = context.InvocationId;
        try
        {
            await next(context);
        }
        catch (Exception failure) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested && failure is not BadHttpRequestException)
        {
            context.Answer(Answer(context, http, failure));
        }

        if (context.Answer() is ObjectResult { Value: ProblemDetails problem })
        {
            problem.Extensions["requestId"] = context.InvocationId;
        }
    }

    private ObjectResult Answer(FunctionContext context, HttpContext http, Exception failure)
    {
        if (IsOutage(failure))
        {
            http.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
            return Problem.StorageUnavailable("Storage does not answer; nothing was changed that was not acknowledged. Try again.");
        }

        ApiLog.Failed(logger, failure, context.FunctionDefinition.Name, context.InvocationId);
        return Problem.Of(ProblemTypes.InternalError, $"{context.FunctionDefinition.Name} failed; the log has it under requestId.");
    }

    /// <summary>The SDK reports an unreachable service as a failure without status, several of them when it has retried; an overloaded one as 5xx.</summary>
    internal static bool IsOutage(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or >= StatusCodes.Status500InternalServerError,
        AggregateException several => several.InnerExceptions.All(IsOutage),
        _ => false,
    };
}
