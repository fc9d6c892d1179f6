using CapacityFunctions.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CapacityFunctions.Training;

/// <summary>
/// Learns one model in chunks, compares it with the one in use, and puts it into use when it is better. It begins a new history after some chunks, so
/// that none grows with the length of the training.
/// </summary>
public static class LearnOrchestrator
{
    private const int ChunksOfHistory = 50;

    /// <returns>Whether the model is in use now.</returns>
    [Function(nameof(LearnOrchestrator))]
    public static async Task<bool> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, LearnRequest request)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);

        PanelOutcome panel = await context.CallActivityAsync<PanelOutcome>(nameof(PreparePanel), request, Retries.Storage);
        if (!panel.IsReady)
        {
            return false;
        }

        for (int done = 0; done < ChunksOfHistory; done++)
        {
            LearnRequest next = request with { Chunk = request.Chunk + done };
            ChunkOutcome chunk = await context.CallActivityAsync<ChunkOutcome>(nameof(TrainChunk), next, Retries.Storage);
            if (chunk.IsComplete)
            {
                await context.CallActivityAsync<bool>(nameof(ValidateChallenger), next, Retries.Storage);
                return await context.CallActivityAsync<bool>(nameof(PromoteChallenger), next, Retries.Storage);
            }
        }

        context.ContinueAsNew(request with { Chunk = request.Chunk + ChunksOfHistory });
        return false;
    }
}
