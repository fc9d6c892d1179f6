using CapacityFunctions.Api.Csv;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Audit;

/// <summary>Who changed what.</summary>
public sealed class AuditFunctions(IAuditTrail trail, TimeProvider time)
{
    /// <summary>Changes that were asked for, newest first; one without a status was begun, and its end is not on record.</summary>
    [Function("ListAudit")]
    [Produces("application/json", CsvResult.ContentType)]
    [ProducesResponseType<Page<AuditRecord>>(StatusCodes.Status200OK)]
    [QueryParameter("from", TimeWindow.FromDescription)]
    [QueryParameter("to", TimeWindow.ToDescription)]
    [QueryParameter("pageSize", TimeWindow.PageSizeDescription)]
    [QueryParameter("continuationToken", TimeWindow.TokenDescription)]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "audit")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (TimeWindow? window, IActionResult? refusal) = TimeWindow.Of(request, time.GetUtcNow());
        return window is null
            ? refusal!
            : await Paged.AnswerAsync(() => trail.ListAsync(window.From, window.To, window.PageSize, window.ContinuationToken, cancellationToken));
    }
}
