using System.Globalization;
using CapacityFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Primitives;

namespace CapacityFunctions.Api.Paging;

/// <summary>
/// Binds continuation tokens to the list and the window that they continue: endpoints and stores see their own tokens, callers these. The window of
/// the first part holds for all, also where it came from the clock.
/// </summary>
internal sealed class PagingMiddleware : IFunctionsWorkerMiddleware
{
    private const string Parameter = "continuationToken";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && HttpMethods.IsGet(http.Request.Method) ? InvokeAsync(context, http, next) : next(context);

    private static async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        string list = ListToken.ListOf(http.Request);
        if (http.Request.Query[Parameter].ToString() is { Length: > 0 } text)
        {
            if (ListToken.Parse(text) is not { } token ||
                !string.Equals(token.List, list, StringComparison.Ordinal) ||
                !Agrees(http.Request, "from", token.Window?.From) ||
                !Agrees(http.Request, "to", token.Window?.To))
            {
                context.Answer(Problem.Invalid(Parameter, "not one that this list gave for this window; begin again without it"));
                return;
            }

            Restore(http.Request, token);
        }

        await next(context);

        if (context.Answer() is OkObjectResult { Value: IPage { ContinuationToken: { } position } page } answer)
        {
            TimeWindow? window = http.Features.Get<TimeWindow>();
            answer.Value = page.WithToken(new ListToken(list, window is null ? null : (window.From, window.To), position).ToText());
        }
    }

    /// <summary>A window that is given again must be the same.</summary>
    private static bool Agrees(HttpRequest request, string name, DateTimeOffset? bound) =>
        request.Query[name].ToString() is not { Length: > 0 } given ||
        (TimeWindow.TryInstant(given, out DateTimeOffset instant) && instant == bound);

    private static void Restore(HttpRequest request, ListToken token)
    {
        Dictionary<string, StringValues> query = request.Query.ToDictionary(parameter => parameter.Key, parameter => parameter.Value, StringComparer.OrdinalIgnoreCase);
        query[Parameter] = token.Position;
        if (token.Window is { } window)
        {
            query["from"] = window.From.ToString("O", CultureInfo.InvariantCulture);
            query["to"] = window.To.ToString("O", CultureInfo.InvariantCulture);
        }

        request.Query = new QueryCollection(query);
    }
}
