using Azure;
using CapacityFunctions.Storage.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Housekeeping;

/// <summary>One step: deletes until enough rows or enough time have gone into it, and says where to go on.</summary>
public sealed class DeleteAged(RetentionParts all, CycleStore cycles, TimeProvider time, IOptions<RetentionOptions> options, ILogger<DeleteAged> logger)
{
    /// <summary>A function may run ten minutes; a part that begins before this is over ends within them.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(3);

    private const int Throttled = 429;
    private const int ServerError = 500;

    [Function(nameof(DeleteAged))]
    public async Task<RetentionProgress> RunAsync([ActivityTrigger] RetentionStep step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);

        if (!options.Value.Enabled)
        {
            return new RetentionProgress(0, Next: null);
        }

        try
        {
            DateTimeOffset? before = await BeforeAsync(step, cancellationToken);
            (int deleted, RetentionStep? next) = before is { } instant ? await DeleteAsync(step, instant, cancellationToken) : (0, Following(step));
            if (next is { } left && left.Steps >= options.Value.StepsPerRun)
            {
                logger.StepsUsedUp(left.Steps, left.Kind);
                next = null;
            }

            return new RetentionProgress(deleted, next);
        }
        catch (RequestFailedException busy) when (busy.Status is Throttled or >= ServerError)
        {
            logger.StorageBusy(step.Kind, busy.ErrorCode ?? $"{busy.Status}");
            return new RetentionProgress(0, Next: null);
        }
    }

    private async Task<(int Deleted, RetentionStep? Next)> DeleteAsync(RetentionStep step, DateTimeOffset before, CancellationToken cancellationToken)
    {
        IReadOnlyList<RetentionParts.Part> parts = await all.PartsAsync(step.Kind, cancellationToken);
        long began = time.GetTimestamp();
        int deleted = 0;
        int position = step.Position;
        while (position < parts.Count && deleted < options.Value.RowsPerStep && time.GetElapsedTime(began) < LongestStep)
        {
            int limit = options.Value.RowsPerStep - deleted;
            int found = await parts[position](before, limit, cancellationToken);
            deleted += found;
            position += found < limit ? 1 : 0;
        }

        if (deleted > 0)
        {
            logger.Deleted(deleted, step.Kind, before);
        }

        return (deleted, position < parts.Count ? step with { Position = position, Steps = step.Steps + 1 } : Following(step));
    }

    private static RetentionStep? Following(RetentionStep step) => Enum.IsDefined(step.Kind + 1)
        ? step with { Kind = step.Kind + 1, Position = 0, Steps = step.Steps + 1 }
        : null;

    /// <summary>
    /// What is older may go. Of cycles nothing that the running or the newest completed one left: planning, previews, the overview and explanations read
    /// it, however long the loop stood still.
    /// </summary>
    /// <returns>Null when nothing may.</returns>
    private async Task<DateTimeOffset?> BeforeAsync(RetentionStep step, CancellationToken cancellationToken)
    {
        DateTimeOffset before = step.At - options.Value.Of(step.Kind);
        if (step.Kind is not (RetentionKind.Cycles or RetentionKind.Predictions))
        {
            return before;
        }

        if (await cycles.LatestCompletedAsync(cancellationToken) is not { } completed)
        {
            if (await cycles.LatestAsync(cancellationToken) is not null)
            {
                logger.NoCompletedCycle(CycleStore.MostLookedAt);
            }

            return null;
        }

        DateTimeOffset needed = await cycles.RunningAsync(cancellationToken) is { } running && running.Id.CompareTo(completed.Id) < 0
            ? running.Id.ScheduledAt
            : completed.Id.ScheduledAt;
        return needed < before ? needed : before;
    }
}
