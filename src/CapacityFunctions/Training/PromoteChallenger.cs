using CapacityFunctions.Forecasts;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Storage.Trainings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Training;

/// <summary>Does what the verdict says: puts the challenger into use, or turns it down. Twice is once.</summary>
public sealed class PromoteChallenger(LearnedModelStore models, LearnedModels learned, TrainingStore trainings, ILogger<PromoteChallenger> logger)
{
    /// <returns>Whether the challenger is in use.</returns>
    [Function(nameof(PromoteChallenger))]
    public async Task<bool> RunAsync([ActivityTrigger] LearnRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        LearnedMetrics metrics = (await models.GetAsync(request.Version, cancellationToken))?.Metrics
            ?? throw new InvalidOperationException($"'{request.Learner}' for {request.HorizonName} was not judged.");
        LearnedVersion? version = metrics.IsPromoted
            ? await models.PromoteAsync(request.Version, cancellationToken)
            : await models.RejectAsync(request.Version, cancellationToken);
        learned.Forget();
        bool isPromoted = version?.State is LearnedModelState.Champion;
        LearningStage stage = metrics.IsPromoted ? LearningStage.Promoted : LearningStage.Rejected;
        await trainings.NoteAsync(request.TrainingId, request.At(stage, share: 1, request.Chunk + 1, metrics.Reason), cancellationToken);
        logger.ChallengerJudged(request.Learner, request.HorizonName, request.TrainingId, $"{stage}", metrics.Reason);
        return isPromoted;
    }
}
