using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextExtensions
{
    /// <summary>The key under which the ASP.NET Core integration keeps the request in <see cref="FunctionContext.Items"/>.</summary>
    internal const string HttpContextKey = "HttpRequestContext";

    /// <returns>Null when no request started the function.</returns>
    public static HttpContext? GetHttpContext(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.TryGetValue(HttpContextKey, out object? value) ? value as HttpContext : null;
    }
}
