using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace CapacityFunctions.Api;

/// <summary>An answer that is written already: its headers are on the response.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="body">May be empty.</param>
internal sealed class BytesResult(int status, ReadOnlyMemory<byte> body) : IStatusCodeActionResult
{
    public int? StatusCode => status;

    public ReadOnlyMemory<byte> Body => body;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = status;
        if (!body.IsEmpty)
        {
            context.HttpContext.Response.ContentLength = body.Length;
            await context.HttpContext.Response.Body.WriteAsync(body, context.HttpContext.RequestAborted);
        }
    }
}
