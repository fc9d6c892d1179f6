using CapacityFunctions.Api.Csv;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Storage;
using CapacityFunctions.Storage.Accuracy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Accuracy;

/// <summary>How past predictions did.</summary>
public sealed class AccuracyFunctions(AccuracyStore accuracy, TimeProvider time)
{
    /// <summary>
    /// Error against seasonal naive, interval coverage and bias of past predictions, for each account, horizon and model; the group's own, with
    /// <c>accountId</c> null, come last. A page holds a number of series, each with up to a few models for each horizon.
    /// </summary>
    [Function("ListAccuracy")]
    [Produces("application/json", CsvResult.ContentType)]
    [ProducesResponseType<Page<AccuracyItem>>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [QueryParameter("account", "Only this account; * for the group. Default: all.")]
    [QueryParameter("resource", "Only this resource type. Default: all.")]
    [QueryParameter("horizon", "PT1H, P1D or P7D. Default: all.")]
    [QueryParameter("days", "Predictions that were judged within so many days, 1 to 30. Default: 7.")]
    [QueryParameter("pageSize", "Series on a page, 1 to 1000. Default: 100.")]
    [QueryParameter("continuationToken", "From the previous page.")]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "accuracy")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (AccuracyQuery? query, IActionResult? refusal) = AccuracyQuery.Of(request);
        if (query is null)
        {
            return refusal!;
        }

        DateTimeOffset now = time.GetUtcNow();
        return await Paged.AnswerAsync(async () =>
        {
            Page<SeriesAccuracy> series = await ReadAsync(query, cancellationToken);
            return new Page<AccuracyItem>(
                [
                    .. from entry in series.Items
                       where query.Wants(entry)
                       from record in entry.Records
                       where query.Wants(record)
                       select AccuracyItem.Of(entry, record, now, query.Days),
                ],
                series.ContinuationToken);
        });
    }

    private async Task<Page<SeriesAccuracy>> ReadAsync(AccuracyQuery query, CancellationToken cancellationToken)
    {
        if (query is { Resource: { } resource } && (query.Account is not null || query.GroupOnly))
        {
            Versioned<SeriesAccuracy>? found = await accuracy.FindAsync(query.Account, resource, cancellationToken);
            return new Page<SeriesAccuracy>(found is null ? [] : [found.Value], ContinuationToken: null);
        }

        return query.GroupOnly
            ? await accuracy.ListGroupsAsync(query.PageSize, query.ContinuationToken, cancellationToken)
            : await accuracy.ListAsync(query.Account, query.PageSize, query.ContinuationToken, cancellationToken);
    }
}
