using System.Text.Json;
using CapacityFunctions.Api.Content;
using CapacityFunctions.Storage.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Api.Audit;

/// <summary>
/// Puts every change on record: what operators ask for before it is done and again when it is answered, batches of data when they are answered. A
/// change that can't be put on record is not made, except a freeze.
/// </summary>
internal sealed class AuditMiddleware(EndpointCatalog endpoints, AuditJournal journal, TimeProvider time, IOptions<JsonOptions> json) : IFunctionsWorkerMiddleware
{
    private const int RetryAfterSeconds = 5;

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && endpoints.Of(context) is var endpoint && AuditRules.IsChange(endpoint, http.Request)
            ? AuditRules.IsIngestion(endpoint) ? CountAsync(context, http, endpoint, next) : RecordAsync(context, http, endpoint, next)
            : next(context);

    private async Task RecordAsync(FunctionContext context, HttpContext http, Endpoint endpoint, FunctionExecutionDelegate next)
    {
        AuditRecord record = Begin(context, http, endpoint) with { Body = AuditBody.Of(RequestBody.Of(http).Span) };
        if (!await journal.WriteAsync(record) && !AuditRules.IsFreeze(endpoint, http))
        {
            http.Response.Headers.RetryAfter = $"{RetryAfterSeconds}";
            context.Answer(Problem.StorageUnavailable("The audit trail can't be written, so nothing was changed. Try again; a freeze goes through all the same."));
            return;
        }

        await EndAsync(context, record, next);
    }

    private Task CountAsync(FunctionContext context, HttpContext http, Endpoint endpoint, FunctionExecutionDelegate next) =>
        EndAsync(context, Begin(context, http, endpoint), next);

    private async Task EndAsync(FunctionContext context, AuditRecord record, FunctionExecutionDelegate next)
    {
        int status = StatusCodes.Status500InternalServerError;
        try
        {
            await next(context);
            status = context.Answer() is { } answer ? Answers.StatusOf(answer) : status;
        }
        catch (Exception failure) when (ProblemMiddleware.IsOutage(failure))
        {
            status = StatusCodes.Status503ServiceUnavailable;
            throw;
        }
        finally
        {
            await journal.WriteAsync(record with { CompletedAt = time.GetUtcNow(), Status = status, Body = record.Body ?? ReceiptOf(context) });
        }
    }

    private AuditRecord Begin(FunctionContext context, HttpContext http, Endpoint endpoint)
    {
        Caller caller = Caller.Of(http);
        return new AuditRecord
        {
            At = time.GetUtcNow(),
            Author = caller.Name,
            Subject = caller.Subject,
            Roles = caller.Roles,
            Action = endpoint.Name,
            Method = endpoint.Method,
            Path = http.Request.Path.Value ?? string.Empty,
            RequestId = context.InvocationId,
        };
    }

    private string? ReceiptOf(FunctionContext context) => context.Answer() switch
    {
        BytesResult { Body.IsEmpty: false } bytes => AuditBody.OfReceipt(JsonDocument.Parse(bytes.Body).RootElement),
        ObjectResult { Value: { } receipt and not ProblemDetails } => AuditBody.OfReceipt(JsonSerializer.SerializeToElement(receipt, json.Value.JsonSerializerOptions)),
        _ => null,
    };
}
