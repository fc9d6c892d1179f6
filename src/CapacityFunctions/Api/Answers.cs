using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace CapacityFunctions.Api;

/// <summary>Looks into answers before they are sent.</summary>
internal static class Answers
{
    /// <summary>The HTTP status that a result will have.</summary>
    internal static int StatusOf(IActionResult answer) =>
        (answer as IStatusCodeActionResult)?.StatusCode ?? StatusCodes.Status200OK;

    /// <summary>Writes an answer, its status and headers onto the response, its body into memory.</summary>
    internal static async Task<byte[]> CaptureAsync(HttpContext http, IActionResult answer)
    {
        Stream sent = http.Response.Body;
        using MemoryStream body = new();
        http.Response.Body = body;
        try
        {
            await answer.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Response.Body = sent;
        }

        return body.ToArray();
    }
}
