using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Storage.Trainings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Training;

/// <summary>Ends a training, however it went: what it worked with is dropped, old versions too, and the way is free for the next one.</summary>
public sealed class CompleteTraining(
    TrainingStore trainings, TrainingWorkStore work, LearnedModelStore models, TimeProvider time, ILogger<CompleteTraining> logger)
{
    [Function(nameof(CompleteTraining))]
    public async Task RunAsync([ActivityTrigger] TrainingEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(end);

        await work.ClearAsync(cancellationToken);
        await models.PruneAsync(cancellationToken);
        await trainings.EndAsync(
            end.TrainingId,
            running => running with { Status = end.Status, EndedAt = time.GetUtcNow(), Series = end.Series, Reason = end.Reason },
            cancellationToken);
        if (end.Status == TrainingStatus.Failed)
        {
            logger.TrainingFailed(end.TrainingId, end.Reason ?? "unknown");
        }
        else
        {
            logger.TrainingEnded(end.TrainingId, end.Series ?? 0);
        }
    }
}
