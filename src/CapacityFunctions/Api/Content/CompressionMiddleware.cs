using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CapacityFunctions.Api.Content;

/// <summary>Compresses long answers for callers who accept it.</summary>
internal sealed class CompressionMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && AcceptedEncodings.IncludeGzip(http.Request) ? InvokeAsync(context, next) : next(context);

    private static async Task InvokeAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.Answer() is IActionResult answer)
        {
            context.Answer(new CompressedResult(answer));
        }
    }
}
