using System.Text.Json;
using CapacityFunctions.Embedded.DurableTask;
using Microsoft.DurableTask;

namespace CapacityFunctions.Benchmarks.Durable;

/// <summary>The orchestrators that are measured, over an activity that does nothing.</summary>
internal sealed class BenchmarkFunctions : IDurableTaskInvoker
{
    /// <summary>Input n: n activities at once.</summary>
    public const string FanOut = nameof(FanOut);

    /// <summary>Input n: n activities one after another.</summary>
    public const string Chain = nameof(Chain);

    /// <summary>Input n: n rounds of 50 activities, then waits for the event <see cref="Go"/>.</summary>
    public const string RoundsThenWait = nameof(RoundsThenWait);

    /// <summary>Input n: n activities one after another, then waits for the event <see cref="Go"/>.</summary>
    public const string ChainThenWait = nameof(ChainThenWait);

    public const string Go = nameof(Go);
    public const int RoundSize = 50;
    private const string Nothing = nameof(Nothing);

    public bool IsOrchestrator(TaskName name) => name.Name is FanOut or Chain or RoundsThenWait or ChainThenWait;

    public bool IsActivity(TaskName name) => name.Name == Nothing;

    public async Task<object?> RunOrchestratorAsync(TaskName name, TaskOrchestrationContext context)
    {
        int count = context.GetInput<int>();
        switch (name.Name)
        {
            case FanOut:
                return await FanOutAsync(context, count);
            case Chain:
                return await ChainAsync(context, count);
            case RoundsThenWait:
                for (int round = 0; round < count; round++)
                {
                    await FanOutAsync(context, RoundSize);
                }

                return await WaitAsync(context);
            default:
                await ChainAsync(context, count);
                return await WaitAsync(context);
        }
    }

    public Task<object?> RunActivityAsync(TaskName name, string instanceId, string? serializedInput, CancellationToken cancellationToken) =>
        Task.FromResult<object?>(JsonSerializer.Deserialize<int>(serializedInput!));

    /// <summary>Tells by its status that it waits.</summary>
    private static Task<bool> WaitAsync(TaskOrchestrationContext context)
    {
        context.SetCustomStatus(Go);
        return context.WaitForExternalEvent<bool>(Go);
    }

    private static async Task<int> FanOutAsync(TaskOrchestrationContext context, int count)
    {
        int[] results = await Task.WhenAll(Enumerable.Range(0, count).Select(index => context.CallActivityAsync<int>(Nothing, index)));
        return results.Length;
    }

    private static async Task<int> ChainAsync(TaskOrchestrationContext context, int count)
    {
        int last = 0;
        for (int index = 0; index < count; index++)
        {
            last = await context.CallActivityAsync<int>(Nothing, index);
        }

        return last;
    }
}
