using CapacityFunctions.Api.Csv;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage.Timeline;
using CapacityFunctions.Storage.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Usage;

/// <summary>What was used, of one account or of the group.</summary>
public sealed class UsageHistoryFunctions(UsageStore usage, TimelineStore timeline, TimeProvider time)
{
    /// <summary>The group's demand as each cycle saw it, and before the first cycle as the accounts' usage adds up.</summary>
    [Function("GetGroupUsage")]
    [Produces("application/json", CsvResult.ContentType)]
    [ProducesResponseType<UsageReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [QueryParameter("from", TimeWindow.FromOfBoundedDescription)]
    [QueryParameter("to", TimeWindow.ToDescription)]
    public Task<IActionResult> GetGroupAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "usage/group/{resource}")] HttpRequest request,
        string resource,
        CancellationToken cancellationToken) =>
        AnswerAsync(request, resource, async (resourceType, window) =>
            UsageReport.Of(resourceType, await timeline.DemandAsync(resourceType, window.From, window.To, cancellationToken)));

    /// <summary>One account's usage on the five-minute grid.</summary>
    [Function("GetUsage")]
    [Produces("application/json", CsvResult.ContentType)]
    [ProducesResponseType<UsageReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [QueryParameter("from", TimeWindow.FromOfBoundedDescription)]
    [QueryParameter("to", TimeWindow.ToDescription)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "usage/{account}/{resource}")] HttpRequest request,
        string account,
        string resource,
        CancellationToken cancellationToken) =>
        AccountId.TryParse(account, out AccountId id)
            ? await AnswerAsync(request, resource, async (resourceType, window) =>
                UsageReport.Of(await usage.ReadAsync(id, resourceType, window.From, window.To, cancellationToken)))
            : Problem.NotFound($"There is no account '{account}'.");

    private async Task<IActionResult> AnswerAsync(HttpRequest request, string resource, Func<ResourceType, TimeWindow, Task<UsageReport>> read)
    {
        ArgumentNullException.ThrowIfNull(request);

        (TimeWindow? window, IActionResult? refusal) = TimeWindow.OfBounded(request, time.GetUtcNow());
        if (window is null)
        {
            return refusal!;
        }

        return ResourceType.TryParse(resource, out ResourceType resourceType)
            ? new OkObjectResult(await read(resourceType, window))
            : Problem.NotFound($"There is no resource type '{resource}'.");
    }
}
