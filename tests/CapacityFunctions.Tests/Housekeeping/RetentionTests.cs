using System.Text.Json;
using CapacityFunctions.Embedded.DurableTask;
using CapacityFunctions.Housekeeping;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Overrides;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Allocations;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Overrides;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Reservations;
using CapacityFunctions.Storage.Usage;
using CapacityFunctions.Testing;
using CapacityFunctions.Tests.Previews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests.Housekeeping;

/// <summary>The whole app, its clock moved on by months: old rows go, and the loop runs on.</summary>
public sealed class RetentionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly AccountId Account = new(LoopApp.Name(0));
    private static readonly ResourceType Resource = new(LoopApp.Resource);

    [Fact]
    public async Task Run_AfterMonths_DeletesWhatIsOldAndTheLoopRunsOn()
    {
        // A hundred rows a step: usage and the rest take several steps each.
        await using LoopApp app = await LoopApp.StartAsync(
            azurite.ConnectionString,
            configure: null,
            ("Capacity:Retention:Usage", "21.00:00:00"),
            ("Capacity:Retention:Signals", "21.00:00:00"),
            ("Capacity:Retention:RowsPerStep", "100"));
        await app.SendAsync();
        DateTimeOffset old = LoopApp.End;
        LoopApp.Decision(await app.RunCycleAsync(old), 0);
        await FreezeAsync(app, "ended", old.AddDays(1));
        await FreezeAsync(app, "open", old.AddDays(900));
        DateTimeOffset now = old.AddDays(500);
        app.Clock.Set(now.AddMinutes(2.5));
        await app.SendUsageAsync(now.AddDays(-2), now);
        LoopApp.Decision(await app.RunCycleAsync(now), 0);

        await RunAsync(app);

        CycleId first = CycleId.At(old);
        CycleId second = CycleId.At(now);
        Assert.Null(await app.Get<CycleStore>().GetAsync(first));
        Assert.Empty(await app.Get<DecisionStore>().ListAsync(first));
        Assert.Empty(await app.Get<OutlookStore>().ListAsync(first));
        Assert.Empty(await app.Get<DivisionStore>().ListAsync(first));
        Assert.Empty(await app.Get<RequestStore>().ListForCycleAsync(first));
        Assert.Null(await app.Get<AllocationStore>().FindAsync(first, Resource));
        Assert.Null(await app.Get<PredictionStore>().GetAsync(Account, Resource, ForecastHorizon.Day, first));
        Assert.Null(await app.Get<OverrideStore>().GetAsync("ended"));
        Assert.True((await app.Get<UsageStore>().ReadAsync(Account, Resource, old.AddDays(-3), old.AddDays(1))).Values.IsEmpty);

        Assert.Equal(3, (await app.Get<DecisionStore>().ListAsync(second)).Count);
        Assert.Equal(second, (await app.Get<AllocationStore>().CurrentAsync(Resource))!.CycleId);
        Assert.NotNull(await app.Get<OverrideStore>().GetAsync("open"));
        Assert.Equal(576, (await app.Get<UsageStore>().ReadAsync(Account, Resource, now.AddDays(-3), now)).Values.Length);

        DateTimeOffset next = now.AddMinutes(5);
        app.Clock.Set(next.AddMinutes(2.5));
        await app.SendUsageAsync(now, next);
        JsonElement decision = LoopApp.Decision(await app.RunCycleAsync(next), 1);
        Assert.True(LoopApp.Reserved(decision) > 0, decision.GetRawText());
    }

    /// <summary>However long the loop stood still, what it decided last is there when it goes on.</summary>
    [Fact]
    public async Task Run_AfterALongStandstill_KeepsWhatTheNewestCycleLeft()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        await app.SendAsync();
        await app.RunCycleAsync(LoopApp.End);
        app.Clock.Set(LoopApp.End.AddDays(300));

        await RunAsync(app);

        CycleId newest = CycleId.At(LoopApp.End);
        Assert.Equal(3, (await app.Get<DecisionStore>().ListAsync(newest)).Count);
        Assert.Equal(3, (await app.Get<OutlookStore>().ListAsync(newest)).Count);
        Assert.Equal(newest, (await app.Get<AllocationStore>().CurrentAsync(Resource))!.CycleId);
        Assert.NotNull(await app.Get<PredictionStore>().LatestAsync(Account, Resource, ForecastHorizon.Day));
    }

    /// <summary>The night's run is bounded, and so ends before the last kind.</summary>
    [Fact]
    public async Task DeleteAged_StepsUsedUp_EndsAndSaysSo()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString, configure: null, ("Capacity:Retention:StepsPerRun", "2"));
        DeleteAged activity = ActivatorUtilities.CreateInstance<DeleteAged>(app.Get<IServiceProvider>());
        RetentionStep begin = new(LoopApp.End, RetentionKind.Idempotency, Position: 0, Steps: 0);

        RetentionStep? second = (await activity.RunAsync(begin, CancellationToken.None)).Next;

        Assert.Equal(new RetentionStep(LoopApp.End, RetentionKind.Cycles, Position: 0, Steps: 1), second);
        Assert.Null((await activity.RunAsync(second!, CancellationToken.None)).Next);
    }

    [Fact]
    public async Task DeleteAged_StorageIsBusy_EndsTheNight()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString);
        BusyStorage busy = new();
        await using ServiceProvider services = AppServices.Create(busy.ConnectionString, new FakeTimeProvider(LoopApp.End), []);
        await using (busy)
        {
            DeleteAged activity = ActivatorUtilities.CreateInstance<DeleteAged>(services);

            RetentionProgress progress = await activity.RunAsync(new RetentionStep(LoopApp.End, RetentionKind.Audit, 0, 0), CancellationToken.None);

            Assert.Null(progress.Next);
        }
    }

    [Fact]
    public async Task Purge_EndedOrchestrations_GoWithAgeAndWhatRunsStays()
    {
        await using LoopApp app = await LoopApp.StartAsync(azurite.ConnectionString, configure: null, ("Capacity:Watchdog:Enabled", "true"));
        await app.SendAsync();
        await app.GetAsync("health");
        await app.RunCycleAsync(LoopApp.End);
        DurableTaskClient client = app.Get<DurableTaskEngine>().Client;
        string cycle = CycleId.At(LoopApp.End).Value;
        await client.WaitForInstanceCompletionAsync(cycle, CancellationToken.None);
        IOptions<RetentionOptions> options = app.Get<IOptions<RetentionOptions>>();

        Assert.Equal(0, await new HistoryPurge(options, NullLogger<HistoryPurge>.Instance).RunAsync(client, CancellationToken.None));
        FakeTimeProvider later = new(TimeProvider.System.GetUtcNow().AddDays(7).AddMinutes(1));
        int purged = await new HistoryPurge(options, NullLogger<HistoryPurge>.Instance) { Machine = later }.RunAsync(client, CancellationToken.None);

        // The cycle and its one shard.
        Assert.Equal(2, purged);
        Assert.Null(await client.GetInstanceAsync(cycle));
        Assert.False((await client.GetInstanceAsync(Watchdog.InstanceId))!.IsCompleted);
        app.Clock.Set(LoopApp.End.AddMinutes(7.5));
        LoopApp.Decision(await app.RunCycleAsync(LoopApp.End.AddMinutes(5)), 0);
    }

    private static async Task RunAsync(LoopApp app)
    {
        DurableTaskClient client = app.Get<DurableTaskEngine>().Client;
        RetentionTimer timer = ActivatorUtilities.CreateInstance<RetentionTimer>(app.Get<IServiceProvider>());
        await timer.RunAsync(new TimerInfo(), client, CancellationToken.None);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(120));
        OrchestrationMetadata run = await client.WaitForInstanceCompletionAsync(RetentionTimer.InstanceId(app.Clock.GetUtcNow()), limit.Token);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, run.RuntimeStatus);
    }

    private static async Task FreezeAsync(LoopApp app, string id, DateTimeOffset expiresAt) => await app.Get<OverrideStore>().CreateAsync(new Override
    {
        Id = id,
        Kind = OverrideKind.Freeze,
        AccountId = "nobody",
        ResourceType = LoopApp.Resource,
        ExpiresAt = expiresAt,
        Reason = "test",
        Author = "test",
    });
}
