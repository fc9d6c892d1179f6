using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Cycles;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Api.Cycles;

/// <summary>Runs of the loop: what they decided, and one more now.</summary>
public sealed class CycleFunctions(CycleLauncher launcher, CycleStore cycles, DecisionStore decisions, TimeProvider time)
{
    /// <summary>Runs the loop now, or for the scheduled time that the body names (at most five minutes ago).</summary>
    [Function("PostCycle")]
    [Consumes(typeof(CycleOrder), "application/json")]
    [ProducesResponseType<CycleReceipt>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, Problem.ContentType)]
    public async Task<IActionResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "cycles")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        DateTimeOffset now = time.GetUtcNow();
        (CycleOrder? order, IActionResult? refusal) = await JsonBody.ReadAsync(request, new CycleOrder(), cancellationToken);
        if (order is null)
        {
            return refusal!;
        }

        DateTimeOffset scheduledAt = order.ScheduledAt ?? now;
        if (ScheduledTime.Refusal(scheduledAt, now) is { } untimely)
        {
            return untimely;
        }

        return await launcher.LaunchAsync(client, scheduledAt, Caller.NameOf(request), cancellationToken) switch
        {
            CycleLaunch.Started started => Accepted(started.CycleId),
            CycleLaunch.AlreadyKnown known => Accepted(known.Cycle.Id),
            CycleLaunch.Busy busy => Problem.Conflict(ProblemTypes.CycleRunning, $"{busy.Running} still runs; never two at once."),
            _ => throw new InvalidOperationException("Unknown outcome of a launch."),
        };
    }

    /// <summary>The newest cycle, whether it still runs or has ended.</summary>
    [Function("GetLatestCycle")]
    [ProducesResponseType<CycleReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problem.ContentType)]
    public async Task<IActionResult> GetLatestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "cycles/latest")] HttpRequest request, CancellationToken cancellationToken) =>
        await cycles.LatestAsync(cancellationToken) is { } latest
            ? new OkObjectResult(await ReportAsync(latest, cancellationToken))
            : Problem.NotFound("No cycle has run yet.");

    /// <summary>One cycle with everything it decided.</summary>
    [Function("GetCycle")]
    [ProducesResponseType<CycleReport>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, Problem.ContentType)]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "cycles/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        CycleId.TryParse(id, out CycleId cycleId) && await cycles.GetAsync(cycleId, cancellationToken) is { } cycle
            ? new OkObjectResult(await ReportAsync(cycle, cancellationToken))
            : Problem.NotFound($"There is no cycle '{id}'.");

    private static AcceptedResult Accepted(CycleId id) => new($"/api/cycles/{id}", new CycleReceipt(id));

    private async Task<CycleReport> ReportAsync(Cycle cycle, CancellationToken cancellationToken) => new(
        cycle.Id,
        cycle.Status,
        cycle.StartedBy,
        cycle.StartedAt,
        cycle.EndedAt,
        cycle.Summary,
        cycle.Reason,
        await decisions.ListAsync(cycle.Id, cancellationToken));
}
