using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasts;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Storage.Trainings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Training;

/// <summary>
/// Goes on learning from where the last chunk stopped, as long as a function may. What it leaves is named by its number and written once, so a chunk
/// that runs twice leaves what it left the first time; how much work fits into a chunk changes nothing of what is learned.
/// </summary>
public sealed class TrainChunk(
    LearnerCatalog learners,
    LearnedModelStore models,
    TrainingWorkStore work,
    TrainingStore trainings,
    IOptions<CapacityOptions> options,
    TimeProvider time,
    ILogger<TrainChunk> logger)
{
    /// <summary>A learner that needs more than these never ends.</summary>
    private const int MostChunks = 10_000;

    [Function(nameof(TrainChunk))]
    public async Task<ChunkOutcome> RunAsync([ActivityTrigger] LearnRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        long started = time.GetTimestamp();
        if (await models.GetAsync(request.Version, cancellationToken) is not null)
        {
            return new ChunkOutcome(IsComplete: true, Share: 1);
        }

        if (await work.FindCheckpointAsync(request.TrainingId, request.HorizonName, request.Learner, request.Chunk + 1, cancellationToken) is { } left)
        {
            return new ChunkOutcome(IsComplete: false, left);
        }

        SeriesPanel panel = await TrainingPanels.ReadAsync(work, request, cancellationToken);
        ILearning learning = await BeginAsync(request, panel, cancellationToken);
        while (!learning.IsComplete)
        {
            cancellationToken.ThrowIfCancellationRequested();
            learning.Advance();
            if (time.GetElapsedTime(started) >= options.Value.TrainingChunk)
            {
                break;
            }
        }

        return learning.IsComplete
            ? await CompleteAsync(request, learning.Complete(), cancellationToken)
            : await PutAsideAsync(request, learning, cancellationToken);
    }

    private async Task<ILearning> BeginAsync(LearnRequest request, SeriesPanel panel, CancellationToken cancellationToken)
    {
        ILearner learner = learners.Find(request.Learner)
            ?? throw new InvalidOperationException($"There is no learner '{request.Learner}' any more.");
        if (request.Chunk >= MostChunks)
        {
            throw new InvalidOperationException($"The learner '{request.Learner}' has not come to an end after {MostChunks} chunks.");
        }

        if (request.Chunk == 0)
        {
            return learner.Begin(panel, request.Options);
        }

        StoredCheckpoint checkpoint =
            await work.LoadCheckpointAsync(request.TrainingId, request.HorizonName, request.Learner, request.Chunk, cancellationToken)
            ?? throw new InvalidDataException($"Checkpoint {request.Chunk} of '{request.Learner}' for {request.HorizonName} is gone.");
        return learner.Resume(panel, request.Options, checkpoint.State);
    }

    private async Task<ChunkOutcome> PutAsideAsync(LearnRequest request, ILearning learning, CancellationToken cancellationToken)
    {
        int done = request.Chunk + 1;
        double share = await work.SaveCheckpointAsync(
            request.TrainingId, request.HorizonName, request.Learner, done, new StoredCheckpoint(learning.Progress, learning.Checkpoint()), cancellationToken);

        // The one before is kept: this chunk may be asked for once more before the orchestration has noted its answer.
        await work.DropCheckpointAsync(request.TrainingId, request.HorizonName, request.Learner, request.Chunk - 1, cancellationToken);
        await trainings.NoteAsync(request.TrainingId, request.At(LearningStage.Learning, share, done), cancellationToken);
        return new ChunkOutcome(IsComplete: false, share);
    }

    private async Task<ChunkOutcome> CompleteAsync(LearnRequest request, ILearnedModel model, CancellationToken cancellationToken)
    {
        StoredPanel panel = await work.FindPanelAsync(request.TrainingId, request.HorizonName, cancellationToken)
            ?? throw new InvalidDataException($"The panel of {request.TrainingId} for {request.HorizonName} is gone.");
        LearnedVersion version = await models.AddAsync(
            new LearnedVersion
            {
                Horizon = request.HorizonName,
                Learner = request.Learner,
                Version = request.TrainingId,
                CreatedAt = time.GetUtcNow(),
                Series = panel.Series,
                DataFrom = panel.DataFrom,
                DataTo = panel.DataTo,
                Description = model.Description,
            },
            model.Serialize(),
            cancellationToken);
        await trainings.NoteAsync(request.TrainingId, request.At(LearningStage.Validating, share: 1, request.Chunk + 1), cancellationToken);
        logger.ModelLearned(request.Learner, request.HorizonName, version.Series, request.Chunk + 1, version.Bytes);
        return new ChunkOutcome(IsComplete: true, Share: 1);
    }
}
