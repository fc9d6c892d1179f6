using CapacityFunctions.Cycles;
using CapacityFunctions.Planning.Cycles;
using Microsoft.DurableTask;

namespace CapacityFunctions.Tests.Cycles;

public sealed class CycleOrchestratorTests
{
    private static readonly CycleRequest Cycle = new(CycleId.At(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)));

    [Fact]
    public async Task RunAsync_EverythingAnswers_GoesThroughTheLoopInOrder()
    {
        ScriptedContext context = new(Answer);

        await CycleOrchestrator.RunAsync(context, Cycle);

        Assert.Equal(
            [
                nameof(SettleShifts), nameof(SettleRequests), nameof(PlanShards), nameof(ForecastShardOrchestrator), nameof(AggregateGroup), nameof(PlanReservations),
                nameof(ApplyReservation), nameof(ApplyReservation), nameof(PlanElsewhere), nameof(PlanReleases),
                nameof(MeasureUsage), nameof(AllocateCapacity), nameof(LowerLimits), nameof(ApplyReservation), nameof(ApplyShifts), nameof(CompleteCycle),
            ],
            context.Calls.Select(call => call.Name));
        Assert.Equal(CycleStatus.Completed, End(context).Status);
    }

    /// <summary>Whatever the provider does, the accounts' capacity is divided and the cycle completes: what was not answered stays open.</summary>
    [Theory]
    [InlineData(nameof(SettleShifts))]
    [InlineData(nameof(SettleRequests))]
    [InlineData(nameof(ApplyReservation))]
    public async Task RunAsync_ProviderCannotAnswer_TheCycleOfTheOthersGoesOn(string broken)
    {
        ScriptedContext context = new(name => name == broken ? throw new IOException("the provider is away") : Answer(name));

        await CycleOrchestrator.RunAsync(context, Cycle);

        Assert.Equal(3, context.Calls.Count(call => call.Name == nameof(ApplyReservation)));
        Assert.Contains(context.Calls, call => call.Name == nameof(ApplyShifts));
        Assert.Equal(CycleStatus.Completed, End(context).Status);
    }

    /// <summary>What givers have not given is needed: nothing is released, and the cycle goes on.</summary>
    [Fact]
    public async Task RunAsync_GiversCannotBeAsked_NothingIsReleased()
    {
        ScriptedContext context = new(name => name == nameof(LowerLimits) ? throw new IOException("the provider is away") : Answer(name));

        await CycleOrchestrator.RunAsync(context, Cycle);

        Assert.Equal(2, context.Calls.Count(call => call.Name == nameof(ApplyReservation)));
        Assert.Equal(CycleStatus.Completed, End(context).Status);
    }

    [Theory]
    [InlineData(nameof(PlanReservations))]
    [InlineData(nameof(AllocateCapacity))]
    public async Task RunAsync_StepOfItsOwnFails_EndsAsFailedAndSaysWhy(string broken)
    {
        ScriptedContext context = new(name => name == broken ? throw new IOException("storage is away") : Answer(name));

        await Assert.ThrowsAsync<TaskFailedException>(() => CycleOrchestrator.RunAsync(context, Cycle));

        Assert.Equal(CycleStatus.Failed, End(context).Status);
        Assert.Contains("storage is away", End(context).Reason, StringComparison.Ordinal);
    }

    /// <summary>That is no silence of the provider: going on would hide it.</summary>
    [Fact]
    public async Task RunAsync_RequestBreaksAContract_EndsAsFailed()
    {
        ScriptedContext context = new(name => name == nameof(ApplyReservation) ? throw new InvalidOperationException("unknown outcome") : Answer(name));

        await Assert.ThrowsAsync<TaskFailedException>(() => CycleOrchestrator.RunAsync(context, Cycle));

        Assert.Equal(CycleStatus.Failed, End(context).Status);
    }

    private static CycleEnd End(ScriptedContext context) => Assert.IsType<CycleEnd>(context.Calls[^1].Input);

    private static object? Answer(string name) => name switch
    {
        nameof(PlanShards) => new List<Shard> { new(Cycle.CycleId, 0, []) },
        nameof(ForecastShardOrchestrator) => new ShardReport(0, 0, 0),
        nameof(PlanReservations) => new ReservationOrders(["release"], ["increase"], Abandoned: false),
        nameof(PlanElsewhere) or nameof(PlanReleases) => new List<string>(),
        nameof(LowerLimits) => new List<string> { "later release" },
        nameof(CompleteCycle) => new CycleSummary(),
        nameof(SettleShifts) or nameof(SettleRequests) or nameof(AggregateGroup) or nameof(MeasureUsage) => 0,
        _ => null,
    };
}
