using CapacityFunctions.Housekeeping;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Telemetry;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Cycles;

/// <summary>Starts cycles so that each runs once and never two at once.</summary>
public sealed class CycleLauncher(
    CycleStore cycles, CycleMeters meters, ClockGuard clock, TimeProvider time, ILogger<CycleLauncher> logger)
{
    /// <summary>Whoever asks for a cycle may name a time that is so long ago.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Starts the cycle of a scheduled time, unless it is known already or another one runs.</summary>
    public async Task<CycleLaunch> LaunchAsync(
        DurableTaskClient client, DateTimeOffset scheduledAt, string startedBy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);

        Cycle cycle = new()
        {
            Id = CycleId.At(scheduledAt),
            Status = CycleStatus.Running,
            StartedBy = startedBy,
            StartedAt = time.GetUtcNow(),
        };

        if (await FindLaterAsync(cycle.Id, cancellationToken) is { } later)
        {
            logger.ClockSteppedBack(cycle.Id, later.Id);
            return new CycleLaunch.AlreadyKnown(later);
        }

        CycleStart start = await cycles.TryStartAsync(cycle, cancellationToken);
        if (start is CycleStart.Busy busy && await BuryIfDeadAsync(client, busy.Running, cancellationToken))
        {
            start = await cycles.TryStartAsync(cycle, cancellationToken);
        }

        switch (start)
        {
            case CycleStart.Started:
                await client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(CycleOrchestrator), new CycleRequest(cycle.Id), new StartOrchestrationOptions(cycle.Id.Value), cancellationToken);
                logger.CycleStarted(cycle.Id, startedBy);
                return new CycleLaunch.Started(cycle.Id);

            case CycleStart.AlreadyExists known:
                return new CycleLaunch.AlreadyKnown(known.Existing);

            case CycleStart.Busy { Running: { } running }:
                await cycles.RecordSkippedAsync(
                    cycle with { Status = CycleStatus.Skipped, EndedAt = cycle.StartedAt, Reason = $"{running.Id} still ran" }, cancellationToken);
                meters.Count(CycleStatus.Skipped);
                logger.CycleSkipped(cycle.Id, running.Id);
                return new CycleLaunch.Busy(running.Id);

            default:
                throw new InvalidOperationException("Unknown outcome of starting a cycle.");
        }
    }

    /// <summary>
    /// A cycle from well after the one to start: the clock was ahead then, or has been set back since. Where storage's clock agrees with it now, it was wrong
    /// then, and the loop must not wait for that time to come; where it does not, what is now can't be told.
    /// </summary>
    private async Task<Cycle?> FindLaterAsync(CycleId id, CancellationToken cancellationToken)
    {
        Cycle? newest = await cycles.LatestAsync(cancellationToken);
        if (clock.Warning is { } warning)
        {
            logger.ClocksDisagree(id, warning);
        }

        return newest?.Id.ScheduledAt - id.ScheduledAt > Tolerance && !clock.IsVouchedFor ? newest : null;
    }

    /// <summary>Marks a cycle abandoned whose orchestration is dead, so that the next may start.</summary>
    private async Task<bool> BuryIfDeadAsync(DurableTaskClient client, Cycle running, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (await OrchestrationDeath.FindAsync(client, running.Id.Value, running.StartedAt, now, cancellationToken) is not { } death)
        {
            return false;
        }

        await cycles.MarkAbandonedAsync(running.Id, death, now, cancellationToken);
        meters.Count(CycleStatus.Abandoned);
        logger.CycleAbandoned(running.Id, death);
        return true;
    }
}
