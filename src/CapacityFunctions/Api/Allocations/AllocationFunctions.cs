using CapacityFunctions.Api.Csv;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Allocations;

/// <summary>Who may use how much, and what moved between accounts.</summary>
public sealed class AllocationFunctions(AllocationStore allocations, ShiftStore shifts, UsageStore usage, TimeProvider time)
{
    /// <summary>The divisions in force, one for each resource type, as an array; with <c>resource</c> and a window, their history, newest first.</summary>
    [Function("ListAllocations")]
    [Produces("application/json", CsvResult.ContentType)]
    [ProducesResponseType<IReadOnlyList<AllocationRecord>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Page<AllocationRecord>>(StatusCodes.Status200OK)]
    [QueryParameter("resource", "The resource type whose history is wanted.")]
    [QueryParameter("from", "Begin of the window, ISO 8601, inclusive; asks for the history. Default: a day before its end.")]
    [QueryParameter("to", "End of the window, ISO 8601, exclusive; asks for the history. Default: now.")]
    [QueryParameter("pageSize", TimeWindow.PageSizeDescription)]
    [QueryParameter("continuationToken", TimeWindow.TokenDescription)]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "allocations")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (request.Query.ContainsKey("from") || request.Query.ContainsKey("to"))
        {
            return await HistoryAsync(request, allocations.HistoryAsync, cancellationToken);
        }

        List<AllocationRecord> current = [];
        foreach (ResourceType resourceType in (await usage.ListSeriesAsync(cancellationToken)).Select(series => series.ResourceType).Distinct().Order())
        {
            if (await allocations.CurrentAsync(resourceType, cancellationToken) is { } record)
            {
                current.Add(record);
            }
        }

        return new OkObjectResult(current);
    }

    /// <summary>Transfers between accounts and the limits that they took at the provider with their outcome, newest cycle first.</summary>
    [Function("ListShifts")]
    [Produces("application/json", CsvResult.ContentType)]
    [ProducesResponseType<Page<CycleShifts>>(StatusCodes.Status200OK)]
    [QueryParameter("resource", "The resource type.", Required = true)]
    [QueryParameter("from", TimeWindow.FromDescription)]
    [QueryParameter("to", TimeWindow.ToDescription)]
    [QueryParameter("pageSize", TimeWindow.PageSizeDescription)]
    [QueryParameter("continuationToken", TimeWindow.TokenDescription)]
    public async Task<IActionResult> ListShiftsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shifts")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        IActionResult history = await HistoryAsync(request, shifts.HistoryAsync, cancellationToken);
        return history is OkObjectResult { Value: Page<ShiftRecord> page }
            ? new OkObjectResult(new Page<CycleShifts>(
                [.. page.Items.Select(record => new CycleShifts(record.CycleId, record.ResourceType, record.Shifts, record.Changes))], page.ContinuationToken))
            : history;
    }

    private async Task<IActionResult> HistoryAsync<T>(
        HttpRequest request,
        Func<ResourceType, DateTimeOffset, DateTimeOffset, int, string?, CancellationToken, Task<Page<T>>> read,
        CancellationToken cancellationToken)
    {
        (TimeWindow? window, IActionResult? refusal) = TimeWindow.Of(request, time.GetUtcNow());
        if (window is null)
        {
            return refusal!;
        }

        return ResourceType.TryParse(request.Query["resource"], out ResourceType resourceType)
            ? await Paged.AnswerAsync(() => read(
                resourceType, window.From, window.To, window.PageSize, window.ContinuationToken, cancellationToken))
            : Problem.Invalid("resource", "name the resource type whose history is wanted");
    }
}
