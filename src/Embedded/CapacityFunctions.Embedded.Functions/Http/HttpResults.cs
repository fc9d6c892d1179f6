using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace CapacityFunctions.Embedded.Functions.Http;

/// <summary>Writes what an HTTP function returned.</summary>
internal static class HttpResults
{
    /// <param name="context">The request, in whose scope the result is executed.</param>
    /// <param name="result">
    /// IActionResult or IResult: executed. Null: 204 unless the function has written a response itself. Text: 200 as text/plain.
    /// Anything else: 200 as JSON of MVC.
    /// </param>
    public static Task WriteAsync(HttpContext context, object? result)
    {
        switch (result)
        {
            case IResult minimal:
                return minimal.ExecuteAsync(context);
            case IActionResult action:
                return ExecuteAsync(context, action);
            case null:
                if (!context.Response.HasStarted && context.Response is { StatusCode: StatusCodes.Status200OK, ContentLength: null, ContentType: null })
                {
                    context.Response.StatusCode = StatusCodes.Status204NoContent;
                }

                return Task.CompletedTask;
            case string text:
                return ExecuteAsync(context, new ContentResult { Content = text, ContentType = "text/plain; charset=utf-8" });
            default:
                return ExecuteAsync(context, new ObjectResult(result));
        }
    }

    private static Task ExecuteAsync(HttpContext context, IActionResult result) =>
        result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
}
