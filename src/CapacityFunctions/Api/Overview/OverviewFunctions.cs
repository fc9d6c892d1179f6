using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Timelines;
using CapacityFunctions.Storage.Timeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Overview;

/// <summary>What the dashboard shows, in one call for each of its views; and the time line by itself.</summary>
public sealed class OverviewFunctions(OverviewReader overview, AccountViewReader views, TimelineStore timeline, TimeProvider time)
{
    /// <summary>The whole group: totals, prediction, time line, cost against the static peak, accounts (those in trouble first), overrides, state of the system.</summary>
    [Function("GetOverview")]
    [ProducesResponseType<OverviewReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [QueryParameter("resource", "The resource type to show; the first one when left out.")]
    [QueryParameter("horizon", "PT1H, P1D or P7D: which prediction, and how much past with it (3 hours, 1 day, 7 days). Default: PT1H.")]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "overview")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (Horizon(request, out ForecastHorizon horizon) is { } refusal)
        {
            return refusal;
        }

        string? wanted = request.Query["resource"];
        ResourceType? resourceType = null;
        if (!string.IsNullOrEmpty(wanted))
        {
            if (!ResourceType.TryParse(wanted, out ResourceType named))
            {
                return NoResource(wanted);
            }

            resourceType = named;
        }

        return await overview.ReadAsync(resourceType, horizon, cancellationToken) is { } report ? new OkObjectResult(report) : NoResource(wanted);
    }

    /// <summary>One account: usage, prediction, decisions and overrides. Its name is a query parameter, since a path can't hold every name.</summary>
    [Function("GetAccountView")]
    [ProducesResponseType<AccountView>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [QueryParameter("account", "The account's id.", Required = true)]
    [QueryParameter("resource", "The resource type to show; the account's first one when left out.")]
    [QueryParameter("horizon", "PT1H, P1D or P7D: which prediction, and how much past with it (3 hours, 1 day, 7 days). Default: PT1H.")]
    public async Task<IActionResult> GetAccountAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "overview/account")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        if (Horizon(request, out ForecastHorizon horizon) is { } refusal)
        {
            return refusal;
        }

        string? account = request.Query["account"];
        ResourceType? resourceType = ResourceType.TryParse(request.Query["resource"], out ResourceType named) ? named : null;
        return AccountId.TryParse(account, out AccountId id) && await views.ReadAsync(id, resourceType, horizon, cancellationToken) is { } view
            ? new OkObjectResult(view)
            : Problem.NotFound($"There is no account '{account}' with usage or limits of a resource type.");
    }

    /// <summary>What each cycle saw and did over all accounts; a day unless told.</summary>
    [Function("GetTimeline")]
    [ProducesResponseType<TimelineReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [QueryParameter("from", TimeWindow.FromOfBoundedDescription)]
    [QueryParameter("to", TimeWindow.ToDescription)]
    public async Task<IActionResult> GetTimelineAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "timeline/{resource}")] HttpRequest request,
        string resource,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (TimeWindow? window, IActionResult? refusal) = TimeWindow.OfBounded(request, time.GetUtcNow());
        if (window is null)
        {
            return refusal!;
        }

        if (!ResourceType.TryParse(resource, out ResourceType resourceType))
        {
            return NoResource(resource);
        }

        IReadOnlyList<TimelineEntry> entries = await timeline.ListAsync(resourceType, window.From, window.To, cancellationToken);
        IReadOnlyList<DemandPoint> demand = await timeline.DemandAsync(resourceType, window.From, window.To, cancellationToken);
        return new OkObjectResult(TimelineReport.Of(resourceType, entries, demand));
    }

    private static ObjectResult NoResource(string? named) => Problem.NotFound($"Nothing is decided on '{named}'.");

    private static ObjectResult? Horizon(HttpRequest request, out ForecastHorizon horizon)
    {
        string? wanted = request.Query["horizon"];
        horizon = ForecastHorizon.Hour;
        return string.IsNullOrEmpty(wanted) || ForecastHorizons.TryParse(wanted, out horizon)
            ? null
            : Problem.Invalid("horizon", $"PT1H, P1D or P7D; not '{wanted}'");
    }
}
