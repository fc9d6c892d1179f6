using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api.Forecasts;

/// <summary>The newest predictions, of one account or of the group, with what was observed since.</summary>
public sealed class ForecastFunctions(PredictionStore predictions, UsageStore usage, TimeProvider time)
{
    /// <summary>What is expected of the group, with intervals, and how sure that is.</summary>
    [Function("GetGroupForecast")]
    [ProducesResponseType<ForecastReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problem.ContentType)]
    [QueryParameter("horizon", "PT1H, P1D or P7D. Default: PT1H.")]
    public Task<IActionResult> GetGroupAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "forecasts/group/{resource}")] HttpRequest request,
        string resource,
        CancellationToken cancellationToken) => AnswerAsync(request, account: null, resource, cancellationToken);

    /// <summary>What is expected of an account, by which model against which rivals, with what was observed since.</summary>
    [Function("GetForecast")]
    [ProducesResponseType<ForecastReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problem.ContentType)]
    [QueryParameter("horizon", "PT1H, P1D or P7D. Default: PT1H.")]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "forecasts/{account}/{resource}")] HttpRequest request,
        string account,
        string resource,
        CancellationToken cancellationToken) =>
        AccountId.TryParse(account, out AccountId id)
            ? await AnswerAsync(request, id, resource, cancellationToken)
            : Problem.NotFound($"There is no account '{account}'.");

    private async Task<IActionResult> AnswerAsync(HttpRequest request, AccountId? account, string resource, CancellationToken cancellationToken)
    {
        string wanted = request.Query["horizon"].FirstOrDefault() ?? ForecastHorizons.NameOf(ForecastHorizon.Hour);
        if (!ForecastHorizons.TryParse(wanted, out ForecastHorizon horizon))
        {
            return Problem.Invalid("horizon", $"PT1H, P1D or P7D; not '{wanted}'");
        }

        if (!ResourceType.TryParse(resource, out ResourceType resourceType) ||
            await predictions.LatestAsync(account, resourceType, horizon, cancellationToken) is not { } found)
        {
            return Problem.NotFound($"There is no {wanted} forecast of '{resource}' for {account?.Value ?? "the group"}.");
        }

        WorkloadPrediction prediction = found.Prediction;
        UsageHistory? actuals = account is { } id
            ? await usage.ReadAsync(id, resourceType, prediction.FirstTimestamp, time.GetUtcNow(), cancellationToken)
            : null;
        return new OkObjectResult(ForecastReport.Of(prediction, actuals));
    }
}
