using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace CapacityFunctions.Api;

/// <summary>Answers 304 to a caller who has the version that an endpoint would give.</summary>
internal sealed class ConditionalGetMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.IfNoneMatch.Count > 0
            ? InvokeAsync(context, http, next)
            : next(context);

    private static async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.Answer() is { } answer && Answers.StatusOf(answer) == StatusCodes.Status200OK && IsKnown(http))
        {
            context.Answer(new StatusCodeResult(StatusCodes.Status304NotModified));
        }
    }

    private static bool IsKnown(HttpContext http) =>
        EntityTagHeaderValue.TryParse(http.Response.Headers.ETag.ToString(), out EntityTagHeaderValue? version) &&
        EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? known) &&
        known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(version, useStrongComparison: false));
}
