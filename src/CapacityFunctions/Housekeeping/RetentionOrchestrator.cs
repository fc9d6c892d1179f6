using CapacityFunctions.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CapacityFunctions.Housekeeping;

/// <summary>Deletes kind after kind, step after step; a killed process's run goes on in the next one.</summary>
public static class RetentionOrchestrator
{
    /// <summary>Steps in one history.</summary>
    private const int StepsInHistory = 20;

    [Function(nameof(RetentionOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RetentionStep from)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(from);

        RetentionStep? step = from;
        for (int taken = 0; step is not null && taken < StepsInHistory; taken++)
        {
            step = (await context.CallActivityAsync<RetentionProgress>(nameof(DeleteAged), step, Retries.Storage)).Next;
        }

        if (step is not null)
        {
            context.ContinueAsNew(step);
        }
    }
}
