using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Trainings;
using CapacityFunctions.Training;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using TrainingRun = CapacityFunctions.Planning.Trainings.Training;

namespace CapacityFunctions.Api.Trainings;

/// <summary>Trainings: how they went, and one more now.</summary>
public sealed class TrainingFunctions(TrainingLauncher launcher, TrainingStore trainings, TimeProvider time)
{
    /// <summary>Trains all models now, or for the time that the body names (at most five minutes ago).</summary>
    [Function("PostTraining")]
    [Consumes(typeof(TrainingOrder), "application/json")]
    [ProducesResponseType<TrainingReceipt>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problem.ContentType)]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "trainings")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        DateTimeOffset now = time.GetUtcNow();
        (TrainingOrder? order, IActionResult? refusal) = await JsonBody.ReadAsync(request, new TrainingOrder(), cancellationToken);
        if (order is null)
        {
            return refusal!;
        }

        DateTimeOffset scheduledAt = order.ScheduledAt ?? now;
        if (ScheduledTime.Refusal(scheduledAt, now) is { } untimely)
        {
            return untimely;
        }

        return await launcher.LaunchAsync(client, scheduledAt, Caller.NameOf(request), learns: true, cancellationToken) switch
        {
            TrainingLaunch.Started started => Accepted(started.TrainingId),
            TrainingLaunch.AlreadyKnown known => Accepted(known.TrainingId),
            TrainingLaunch.Busy busy => Problem.Conflict(ProblemTypes.TrainingRunning, $"{busy.Running} still runs; never two at once."),
            _ => throw new InvalidOperationException("Unknown outcome of a launch."),
        };
    }

    /// <summary>The newest training, whether it still runs or has ended.</summary>
    [Function("GetLatestTraining")]
    [ProducesResponseType<TrainingReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problem.ContentType)]
    public async Task<IActionResult> GetLatestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "trainings/latest")] HttpRequest request, CancellationToken cancellationToken) =>
        await trainings.LatestAsync(cancellationToken) is { } latest
            ? new OkObjectResult(await ReportAsync(latest, cancellationToken))
            : Problem.NotFound("No training has run yet.");

    /// <summary>One training, and how far it is.</summary>
    [Function("GetTraining")]
    [ProducesResponseType<TrainingReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problem.ContentType)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "trainings/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        TrainingId.TryParse(id, out TrainingId trainingId) && await trainings.GetAsync(trainingId, cancellationToken) is { } training
            ? new OkObjectResult(await ReportAsync(training, cancellationToken))
            : Problem.NotFound($"There is no training '{id}'.");

    private static AcceptedResult Accepted(TrainingId id) => new($"/api/trainings/{id}", new TrainingReceipt(id));

    private async Task<TrainingReport> ReportAsync(TrainingRun training, CancellationToken cancellationToken) => new(
        training.Id,
        training.Status,
        training.StartedBy,
        training.StartedAt,
        training.EndedAt,
        training.Learns,
        training.Series,
        training.Reason,
        await trainings.ProgressAsync(training.Id, cancellationToken));
}
