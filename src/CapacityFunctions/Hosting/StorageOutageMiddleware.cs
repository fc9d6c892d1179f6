using Azure;
using CapacityFunctions.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CapacityFunctions.Hosting;

/// <summary>Tells callers over HTTP that storage is away, instead of a bare 500: the request was sound and can be sent again.</summary>
internal sealed class StorageOutageMiddleware : IFunctionsWorkerMiddleware
{
    /// <summary>The seconds after which a caller may try again.</summary>
    private const int RetryAfterSeconds = 5;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception outage) when (IsOutage(outage) && context.GetHttpContext() is { Response.HasStarted: false })
        {
            HttpContext http = context.GetHttpContext()!;
            http.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
            IActionResult problem = Problem.StorageUnavailable("Storage does not answer; nothing was changed that was not acknowledged. Try again.");
            await problem.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
        }
    }

    /// <summary>The SDK reports an unreachable service as a failure without status, several of them when it has retried; an overloaded one as 5xx.</summary>
    private static bool IsOutage(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or >= StatusCodes.Status500InternalServerError,
        AggregateException several => several.InnerExceptions.All(IsOutage),
        _ => false,
    };
}
