using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CapacityFunctions.Api;

/// <summary>Refuses query parameters that an endpoint does not understand: a misspelt one must not change what is answered or done.</summary>
internal sealed class QueryMiddleware(EndpointCatalog endpoints) : IFunctionsWorkerMiddleware
{
    /// <summary>The function key.</summary>
    private const string Key = "code";

    internal const string Format = "format";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            return next(context);
        }

        Endpoint endpoint = endpoints.Of(context);
        if (endpoint.IsPage)
        {
            return next(context);
        }

        Dictionary<string, string[]> unknown = http.Request.Query.Keys
            .Where(name => !IsKnown(endpoint, name))
            .ToDictionary(name => name, _ => new[] { "this endpoint knows no such parameter" }, StringComparer.Ordinal);
        if (unknown.Count == 0)
        {
            return next(context);
        }

        context.Answer(Problem.Invalid(unknown));
        return Task.CompletedTask;
    }

    private static bool IsKnown(Endpoint endpoint, string name) =>
        string.Equals(name, Key, StringComparison.OrdinalIgnoreCase) ||
        (endpoint.GivesCsv && string.Equals(name, Format, StringComparison.OrdinalIgnoreCase)) ||
        endpoint.QueryParameters.Any(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase));
}
