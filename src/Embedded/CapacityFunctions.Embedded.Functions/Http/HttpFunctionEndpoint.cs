using System.Diagnostics;
using CapacityFunctions.Embedded.Functions.Discovery;
using CapacityFunctions.Embedded.Functions.Invocations;
using CapacityFunctions.Embedded.Functions.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.Functions.Http;

/// <summary>Serves the requests of HTTP functions: key, invocation, result.</summary>
internal sealed class HttpFunctionEndpoint(FunctionInvoker invoker, KeyAuthorizer keys, ILogger<HttpFunctionEndpoint> logger)
{
    public async Task HandleAsync(HttpContext http, FunctionDescriptor function, AuthorizationLevel level)
    {
        if (!await keys.AdmitAsync(http, level, function.Name))
        {
            return;
        }

        if (RequestBodyLimit.IsExceededBy(http))
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        string invocationId = FunctionInvoker.NewInvocationId();
        using Activity? span = InvocationTraces.Begin(function.Name, "http", invocationId);
        using EmbeddedFunctionContext context = new(
            function, new TriggerPayload.Http(http), invocationId, http.RequestServices, http.RequestAborted);
        context.Items[FunctionContextExtensions.HttpContextKey] = http;
        try
        {
            await HttpResults.WriteAsync(http, await invoker.InvokeAsync(context));
            HttpLog.Answered(logger, function.Name, http.Response.StatusCode, invocationId);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody reads an answer.
        }
        catch (Exception failure)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.Message);
            HttpLog.Failed(logger, failure, function.Name, invocationId);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            http.Response.StatusCode = failure is BadHttpRequestException { StatusCode: var status } ? status : StatusCodes.Status500InternalServerError;
            if (failure is FunctionTimeoutException)
            {
                // The function may still hold the request: its connection must not carry another one.
                http.Response.Headers.Connection = "close";
            }
        }
    }
}
