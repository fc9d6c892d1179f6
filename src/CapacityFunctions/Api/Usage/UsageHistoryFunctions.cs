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
    private const int LongestWindowDays = 35;

    /// <summary>The group's demand as each cycle saw it, and before the first cycle as the accounts' usage adds up.</summary>
    [Function("GetGroupUsage")]
    [ProducesResponseType<UsageReport>(StatusCodes.Status200OK)]
    [QueryParameter("from", "Begin, inclusive, ISO 8601; a day before the end when left out.")]
    [QueryParameter("to", "End, exclusive, ISO 8601; now when left out. At most 35 days after the begin.")]
    public Task<IActionResult> GetGroupAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "usage/group/{resource}")] HttpRequest request,
        string resource,
        CancellationToken cancellationToken) =>
        AnswerAsync(request, resource, async (resourceType, window) =>
            UsageReport.Of(resourceType, await timeline.DemandAsync(resourceType, window.From, window.To, cancellationToken)));

    /// <summary>One account's usage on the five-minute grid.</summary>
    [Function("GetUsage")]
    [ProducesResponseType<UsageReport>(StatusCodes.Status200OK)]
    [QueryParameter("from", "Begin, inclusive, ISO 8601; a day before the end when left out.")]
    [QueryParameter("to", "End, exclusive, ISO 8601; now when left out. At most 35 days after the begin.")]
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

        (TimeWindow? window, IActionResult? refusal) = TimeWindow.Of(request, time.GetUtcNow());
        if (window is null)
        {
            return refusal!;
        }

        if (window.To - window.From > TimeSpan.FromDays(LongestWindowDays))
        {
            return Problem.Invalid($"from: at most {LongestWindowDays} days before to");
        }

        return ResourceType.TryParse(resource, out ResourceType resourceType)
            ? new OkObjectResult(await read(resourceType, window))
            : Problem.NotFound($"There is no resource type '{resource}'.");
    }
}
