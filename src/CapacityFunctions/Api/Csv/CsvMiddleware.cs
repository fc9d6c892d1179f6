using System.Collections;
using CapacityFunctions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace CapacityFunctions.Api.Csv;

/// <summary>Gives lists as CSV to callers who ask for it, by <c>Accept: text/csv</c> or <c>format=csv</c>.</summary>
internal sealed class CsvMiddleware(EndpointCatalog endpoints) : IFunctionsWorkerMiddleware
{
    private const string Json = "application/json";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && endpoints.Of(context).GivesCsv ? InvokeAsync(context, http, next) : next(context);

    private static async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        string format = http.Request.Query[QueryMiddleware.Format].ToString().ToUpperInvariant();
        if (format is not ("" or "CSV" or "JSON"))
        {
            context.Answer(Problem.Invalid(QueryMiddleware.Format, "csv or json"));
            return;
        }

        await next(context);
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if ((format == "CSV" || (format.Length == 0 && Prefers(http.Request))) && context.Answer() is OkObjectResult { Value: { } list })
        {
            context.Answer(Of(list));
        }
    }

    /// <summary>CSV is named, and JSON is not named as at least as good.</summary>
    private static bool Prefers(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out IList<MediaTypeHeaderValue>? accepted))
        {
            return false;
        }

        double csv = QualityOf(CsvResult.ContentType);
        return csv > 0 && csv > QualityOf(Json);

        double QualityOf(string type) => accepted.Where(accept => accept.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(accept => accept.Quality ?? 1).DefaultIfEmpty(0).Max();
    }

    /// <summary>One thing that is a table by itself, a page, or a list.</summary>
    private static CsvResult Of(object answer)
    {
        if (CsvTables.Of(answer.GetType()) is { } own)
        {
            return new CsvResult(own, [answer], continuationToken: null);
        }

        IPage? page = answer as IPage;
        IEnumerable entries = page?.Entries ?? (IEnumerable)answer;
        Type item = entries.GetType().GetInterfaces()
            .First(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .GetGenericArguments()[0];
        ICsvTable table = CsvTables.Of(item) ?? throw new InvalidOperationException($"{item} is not described as a table.");
        return new CsvResult(table, entries.Cast<object>(), page?.ContinuationToken);
    }
}
