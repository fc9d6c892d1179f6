using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Trainings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CapacityFunctions.Training;

/// <summary>
/// Learns the models over many series, one after the other, then chooses and fits the models of every series anew, shard after shard: training may take
/// its time and must not starve the cycle.
/// </summary>
public static class TrainingOrchestrator
{
    /// <returns>How many series were trained.</returns>
    [Function(nameof(TrainingOrchestrator))]
    public static async Task<int> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, TrainingRequest training)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(training);

        try
        {
            foreach (LearnRequest request in await context.CallActivityAsync<List<LearnRequest>>(nameof(PlanLearning), training, Retries.Storage))
            {
                await LearnAsync(context, request);
            }

            CycleRequest moment = new(CycleId.At(training.TrainingId.ScheduledAt));
            int trained = 0;
            foreach (Shard shard in await context.CallActivityAsync<List<Shard>>(nameof(PlanShards), moment, Retries.Storage))
            {
                trained += await context.CallSubOrchestratorAsync<int>(nameof(TrainShardOrchestrator), shard);
            }

            await context.CallActivityAsync(nameof(CompleteTraining), TrainingEnd.Of(training, trained), Retries.Storage);
            return trained;
        }
        catch (TaskFailedException failure)
        {
            await context.CallActivityAsync(
                nameof(CompleteTraining), TrainingEnd.Of(training, CycleEnds.RootCause(failure.FailureDetails)), Retries.Storage);
            throw;
        }
    }

    /// <summary>A model that can't be learned must not keep the others from being trained.</summary>
    private static async Task LearnAsync(TaskOrchestrationContext context, LearnRequest request)
    {
        try
        {
            await context.CallSubOrchestratorAsync<bool>(nameof(LearnOrchestrator), request, Instance(request));
        }
        catch (TaskFailedException failure)
        {
            LearningNote note = new(request.TrainingId, request.At(LearningStage.Failed, reason: CycleEnds.RootCause(failure.FailureDetails)));
            await context.CallActivityAsync(nameof(NoteLearning), note, Retries.Storage);
        }
    }

    private static SubOrchestrationOptions Instance(LearnRequest request) =>
        new(instanceId: $"{request.TrainingId}-{request.HorizonName}-{request.Learner}");
}
