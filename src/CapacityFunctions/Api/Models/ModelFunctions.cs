using CapacityFunctions.Api.Access;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Training;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Api.Models;

/// <summary>Models that were learned over many series: their versions, and the way back to the one before.</summary>
public sealed class ModelFunctions(
    LearnedModelStore models, LearnedModels learned, TrainingLauncher launcher, TimeProvider time, ILogger<ModelFunctions> logger)
{
    /// <summary>What was learned over many series, by horizon and learner, with every version on record.</summary>
    [Function("ListModels")]
    [ProducesResponseType<IReadOnlyList<ModelReport>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "models")] HttpRequest request, CancellationToken cancellationToken) =>
        new OkObjectResult((await models.ListAsync(cancellationToken))
            .GroupBy(version => (version.Horizon, version.Learner))
            .Select(versions => new ModelReport(
                versions.Key.Horizon,
                versions.Key.Learner,
                versions.FirstOrDefault(version => version.State == LearnedModelState.Champion),
                [.. versions]))
            .ToArray());

    /// <summary>Puts the version before into use, and has the models of every series chosen anew.</summary>
    [Function("RollBackModel")]
    [Consumes(typeof(RollBackOrder), "application/json")]
    [ProducesResponseType<RollBackReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problem.ContentType)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problem.ContentType)]
    [RequiresAdmin]
    public async Task<IActionResult> RollBackAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "models/rollback")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        (RollBackOrder? order, IActionResult? refusal) = await JsonBody.ReadAsync<RollBackOrder>(request, cancellationToken);
        if (order is null)
        {
            return refusal!;
        }

        if (!ForecastHorizons.TryParse(order.Horizon, out _))
        {
            return Problem.Invalid("horizon", $"PT1H, P1D or P7D; not '{order.Horizon}'");
        }

        switch (await models.RollBackAsync(order.Horizon, order.Learner, cancellationToken))
        {
            case RollBackOutcome.NoChampion:
                return Problem.NotFound($"No model of '{order.Learner}' for {order.Horizon} is in use.");

            case RollBackOutcome.NothingBefore nothing:
                return Problem.Conflict(
                    ProblemTypes.NothingToRollBackTo, $"{nothing.Champion.Version} of '{order.Learner}' for {order.Horizon} is the only one there is to use.");

            case RollBackOutcome.Done done:
                learned.Forget();
                string author = Caller.NameOf(request);
                logger.RolledBack(order.Learner, order.Horizon, done.RolledBack.Version, done.Champion.Version, author);
                TrainingLaunch launch = await launcher.LaunchAsync(client, time.GetUtcNow(), author, learns: false, cancellationToken);
                return new OkObjectResult(new RollBackReport(
                    done.Champion, done.RolledBack, launch is TrainingLaunch.Started started ? started.TrainingId : default(TrainingId?)));

            default:
                throw new InvalidOperationException("Unknown outcome of going back.");
        }
    }
}
