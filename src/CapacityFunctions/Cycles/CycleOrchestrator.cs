using CapacityFunctions.Planning.Cycles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CapacityFunctions.Cycles;

/// <summary>
/// One run of the loop: settle what is open, forecast every account, add up to the group, reserve (releases that make room, increases, increases
/// elsewhere where a zone was full), allocate what stays, take from givers, release what is free, give to receivers, record why.
/// </summary>
public static class CycleOrchestrator
{
    [Function(nameof(CycleOrchestrator))]
    public static async Task<CycleSummary> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, CycleRequest cycle)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(cycle);

        try
        {
            await LeavingOpenAsync(context.CallActivityAsync<int>(nameof(SettleShifts), cycle, Retries.Provider));
            await LeavingOpenAsync(context.CallActivityAsync<int>(nameof(SettleRequests), cycle, Retries.Provider));
            List<Shard> shards = await context.CallActivityAsync<List<Shard>>(nameof(PlanShards), cycle, Retries.Storage);
            await Task.WhenAll(shards.Select(shard =>
                context.CallSubOrchestratorAsync<ShardReport>(nameof(ForecastShardOrchestrator), shard, ShardInstance(cycle, shard))));
            await context.CallActivityAsync(nameof(AggregateGroup), cycle, Retries.Storage);

            ReservationOrders orders = await context.CallActivityAsync<ReservationOrders>(nameof(PlanReservations), cycle, Retries.Storage);
            await ApplyAsync(context, cycle, orders.Releases);
            await ApplyAsync(context, cycle, orders.Increases);
            await ApplyAsync(context, cycle, await context.CallActivityAsync<List<string>>(nameof(PlanElsewhere), cycle, Retries.Storage));
            await context.CallActivityAsync<List<string>>(nameof(PlanReleases), cycle, Retries.Storage);

            await context.CallActivityAsync(nameof(MeasureUsage), cycle, Retries.Storage);
            await context.CallActivityAsync(nameof(AllocateCapacity), cycle, Retries.Storage);
            await LeavingOpenAsync(LowerAndReleaseAsync(context, cycle));
            await LeavingOpenAsync(context.CallActivityAsync(nameof(ApplyShifts), cycle, Retries.Provider));

            return await context.CallActivityAsync<CycleSummary>(nameof(CompleteCycle), CycleEnds.After(cycle, orders), Retries.Storage);
        }
        catch (TaskFailedException failure)
        {
            await context.CallActivityAsync<CycleSummary>(nameof(CompleteCycle), CycleEnds.After(cycle, failure), Retries.Storage);
            throw;
        }
    }

    /// <summary>Where the provider can't say that the givers gave, nothing is released either.</summary>
    private static async Task LowerAndReleaseAsync(TaskOrchestrationContext context, CycleRequest cycle) =>
        await ApplyAsync(context, cycle, await context.CallActivityAsync<List<string>>(nameof(LowerLimits), cycle, Retries.Provider));

    private static Task ApplyAsync(TaskOrchestrationContext context, CycleRequest cycle, IEnumerable<string> requestIds) =>
        Task.WhenAll(requestIds.Select(id => LeavingOpenAsync(
            context.CallActivityAsync(nameof(ApplyReservation), new ReservationOrder(cycle.CycleId, id), Retries.Provider))));

    /// <summary>A request that the provider can't answer must not stop the cycle of the others: it stays open, and the next cycle asks again.</summary>
    private static async Task LeavingOpenAsync(Task asked)
    {
        try
        {
            await asked;
        }
        catch (TaskFailedException failure) when (!failure.FailureDetails.IsCausedBy<InvalidOperationException>())
        {
            // The engine has logged it, and the summary counts it as pending. A broken contract is no silence of the provider.
        }
    }

    private static SubOrchestrationOptions ShardInstance(CycleRequest cycle, Shard shard) =>
        new(instanceId: $"{cycle.CycleId}-shard-{shard.Index}");
}
