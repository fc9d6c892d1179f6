using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Trainings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Training;

/// <summary>Notes that learning a model has failed; the one in use stays, and the training goes on.</summary>
public sealed class NoteLearning(TrainingStore trainings, ILogger<NoteLearning> logger)
{
    [Function(nameof(NoteLearning))]
    public async Task RunAsync([ActivityTrigger] LearningNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);

        LearningProgress? before = (await trainings.ProgressAsync(note.TrainingId, cancellationToken))
            .FirstOrDefault(known => known.Horizon == note.Progress.Horizon && known.Learner == note.Progress.Learner);
        await trainings.NoteAsync(
            note.TrainingId, note.Progress with { Share = before?.Share ?? 0, Chunks = before?.Chunks ?? 0 }, cancellationToken);
        logger.LearningFailed(note.Progress.Learner, note.Progress.Horizon, note.TrainingId, note.Progress.Reason ?? "unknown");
    }
}
