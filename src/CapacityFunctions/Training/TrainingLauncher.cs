using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Trainings;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using TrainingRun = CapacityFunctions.Planning.Trainings.Training;

namespace CapacityFunctions.Training;

/// <summary>Starts trainings so that each runs once and never two at once.</summary>
public sealed class TrainingLauncher(TrainingStore trainings, TimeProvider time, ILogger<TrainingLauncher> logger)
{
    private const string Timer = "timer";

    /// <summary>Starts the night's training, unless the day has had it: a tick may come twice.</summary>
    public async Task LaunchNightlyAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset day = new(now.UtcDateTime.Date, TimeSpan.Zero);
        IReadOnlyList<TrainingRun> today = await trainings.ListAsync(day, day.AddDays(1), cancellationToken);
        if (!today.Any(training => string.Equals(training.StartedBy, Timer, StringComparison.Ordinal)))
        {
            await LaunchAsync(client, now, Timer, learns: true, cancellationToken);
        }
    }

    /// <summary>Starts the training of a time, unless it is known already or another one runs.</summary>
    /// <param name="client">Starts the orchestration.</param>
    /// <param name="scheduledAt">The time; usage up to it counts.</param>
    /// <param name="startedBy">Who asks for it.</param>
    /// <param name="learns">Whether models are learned over many series first.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<TrainingLaunch> LaunchAsync(
        DurableTaskClient client, DateTimeOffset scheduledAt, string startedBy, bool learns, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);

        TrainingRun training = new()
        {
            Id = TrainingId.At(scheduledAt),
            Status = TrainingStatus.Running,
            StartedBy = startedBy,
            StartedAt = time.GetUtcNow(),
            Learns = learns,
        };

        TrainingStart start = await trainings.TryStartAsync(training, cancellationToken);
        if (start is TrainingStart.Busy busy && await BuryIfDeadAsync(client, busy.Running, cancellationToken))
        {
            start = await trainings.TryStartAsync(training, cancellationToken);
        }

        switch (start)
        {
            case TrainingStart.Started:
                await client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(TrainingOrchestrator),
                    new TrainingRequest(training.Id, learns),
                    new StartOrchestrationOptions(training.Id.Value),
                    cancellationToken);
                logger.TrainingStarted(training.Id, startedBy);
                return new TrainingLaunch.Started(training.Id);

            case TrainingStart.AlreadyExists known:
                return new TrainingLaunch.AlreadyKnown(known.Existing.Id);

            case TrainingStart.Busy { Running: { } running }:
                logger.TrainingSkipped(training.Id, running.Id);
                return new TrainingLaunch.Busy(running.Id);

            default:
                throw new InvalidOperationException("Unknown outcome of starting a training.");
        }
    }

    /// <summary>Marks a training abandoned whose orchestration is dead, so that the next may start.</summary>
    private async Task<bool> BuryIfDeadAsync(DurableTaskClient client, TrainingRun running, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (await OrchestrationDeath.FindAsync(client, running.Id.Value, running.StartedAt, now, cancellationToken) is not { } death)
        {
            return false;
        }

        await trainings.EndAsync(
            running.Id, training => training with { Status = TrainingStatus.Abandoned, Reason = death, EndedAt = now }, cancellationToken);
        logger.TrainingAbandoned(running.Id, death);
        return true;
    }
}
