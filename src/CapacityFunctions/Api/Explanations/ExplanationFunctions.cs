using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Explanations;
using CapacityFunctions.Storage.Cycles;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Explanations;

/// <summary>Why a cycle decided what it did.</summary>
public sealed class ExplanationFunctions(ExplanationReader reader, CycleStore cycles)
{
    private const int MostNamed = 20;

    /// <summary>
    /// One decision as a person would ask for it: what was seen, predicted and decided, what bound it, what it costs, what would have been without
    /// overrides, and how the allocation came out. As plain text where <c>Accept</c> names <c>text/plain</c>.
    /// </summary>
    [Function("ExplainDecision")]
    [ProducesResponseType<Explanation>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [QueryParameter("cycle", "The id of a cycle. Default: the latest one that was completed.")]
    [QueryParameter("format", "text: as plain text. Default: JSON, unless the header Accept asks for text/plain.")]
    public async Task<IActionResult> ExplainAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "explain/{account}/{resource}")] HttpRequest request,
        string account,
        string resource,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (Cycle? cycle, IActionResult? refusal) = await CycleAsync(request, cancellationToken);
        if (cycle is null)
        {
            return refusal!;
        }

        return AccountId.TryParse(account, out AccountId accountId)
            && ResourceType.TryParse(resource, out ResourceType resourceType)
            && await reader.ReadAsync(cycle, accountId, resourceType, cancellationToken) is { } records
            ? Answer(request, DecisionExplanation.Of(records))
            : await NothingOfAsync(cycle, account, resource, cancellationToken);
    }

    /// <summary>All decisions of a cycle for one resource type together: the group's forecast, the total, who gained and lost most, and the cost.</summary>
    [Function("ExplainGroup")]
    [ProducesResponseType<Explanation>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [QueryParameter("cycle", "The id of a cycle. Default: the latest one that was completed.")]
    [QueryParameter("format", "text: as plain text. Default: JSON, unless the header Accept asks for text/plain.")]
    public async Task<IActionResult> ExplainGroupAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "explain/group/{resource}")] HttpRequest request,
        string resource,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (Cycle? cycle, IActionResult? refusal) = await CycleAsync(request, cancellationToken);
        if (cycle is null)
        {
            return refusal!;
        }

        return ResourceType.TryParse(resource, out ResourceType resourceType)
            && await reader.ReadGroupAsync(cycle, resourceType, cancellationToken) is { } records
            ? Answer(request, GroupExplanation.Of(records))
            : await NothingOfAsync(cycle, account: null, resource, cancellationToken);
    }

    private static IActionResult Answer(HttpRequest request, Explanation explanation) =>
        WantsText(request)
            ? new ContentResult { Content = ExplanationText.Of(explanation), ContentType = "text/plain; charset=utf-8", StatusCode = StatusCodes.Status200OK }
            : new OkObjectResult(explanation);

    private static bool WantsText(HttpRequest request) =>
        string.Equals(request.Query["format"], "text", StringComparison.OrdinalIgnoreCase)
        || (!request.Query.ContainsKey("format")
            && request.Headers.Accept.ToString().Contains("text/plain", StringComparison.OrdinalIgnoreCase)
            && !request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase));

    private async Task<(Cycle? Cycle, IActionResult? Refusal)> CycleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string? wanted = request.Query["cycle"].FirstOrDefault();
        Cycle? latest = await cycles.LatestCompletedAsync(cancellationToken);
        if (string.IsNullOrEmpty(wanted))
        {
            return latest is null ? (null, Problem.NotFound("No cycle has been completed yet.")) : (latest, null);
        }

        return CycleId.TryParse(wanted, out CycleId id) && await cycles.GetAsync(id, cancellationToken) is { } cycle
            ? (cycle, null)
            : (null, Problem.NotFound(latest is null
                ? $"There is no cycle '{wanted}'; none has been completed yet."
                : $"There is no cycle '{wanted}'; the latest one that was completed is {latest.Id}."));
    }

    /// <summary>Says what there is instead.</summary>
    private async Task<IActionResult> NothingOfAsync(Cycle cycle, string? account, string resource, CancellationToken cancellationToken)
    {
        IReadOnlyList<SeriesKey> series = await reader.SeriesOfAsync(cycle, cancellationToken);
        string[] resources = [.. series.Where(key => string.Equals(key.AccountId.Value, account, StringComparison.Ordinal)).Select(key => key.ResourceType.Value)];
        string[] names = account is null
            ? [.. series.Select(key => key.ResourceType.Value).Distinct(StringComparer.Ordinal)]
            : resources.Length > 0 ? resources : [.. series.Select(key => key.AccountId.Value).Distinct(StringComparer.Ordinal)];
        string subject = account is null ? $"'{resource}'" : $"account '{account}' and '{resource}'";
        string there = (account, resources.Length) switch
        {
            (_, _) when names.Length == 0 => "it decided nothing at all",
            (null, _) => $"it decided on {Listed(names)}",
            (_, > 0) => $"for that account it decided on {Listed(names)}",
            _ => $"it decided for the accounts {Listed(names)}",
        };
        return Problem.NotFound($"{cycle.Id} decided nothing for {subject}; {there}.");
    }

    private static string Listed(string[] names) => names.Length <= MostNamed
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNamed))} and {names.Length - MostNamed} more";
}
