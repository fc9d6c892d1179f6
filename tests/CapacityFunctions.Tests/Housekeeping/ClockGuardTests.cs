using System.Text.Json;
using CapacityFunctions.Cycles;
using CapacityFunctions.Embedded.DurableTask;
using CapacityFunctions.Housekeeping;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Storage.Cycles;
using CapacityFunctions.Storage.Health;
using CapacityFunctions.Testing;
using CapacityFunctions.Tests.Previews;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CapacityFunctions.Tests.Housekeeping;

/// <summary>The machine's clock is the test's; storage's is Azurite's, which tells the real time.</summary>
public sealed class ClockGuardTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Storage = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true, false, false)]
    [InlineData(120, true, false, false)]
    [InlineData(121, false, true, false)]
    [InlineData(-121, false, true, false)]
    [InlineData(600, false, true, false)]
    [InlineData(601, false, true, true)]
    [InlineData(-601, false, true, true)]
    public void Skew_AtTheLimits_WarnsAndHolds(int secondsAhead, bool vouched, bool warns, bool holds)
    {
        StorageClock clock = new(new FakeTimeProvider(Storage.AddSeconds(secondsAhead)));
        clock.Record(Storage);
        ClockGuard guard = new(clock, Options.Create(new ClockOptions()));

        Assert.Equal((vouched, warns, holds), (guard.IsVouchedFor, guard.Warning is not null, guard.HoldReason is not null));
    }

    [Fact]
    public void Skew_BeforeTheFirstAnswer_IsUnknownAndStopsNothing()
    {
        ClockGuard guard = new(new StorageClock(TimeProvider.System), Options.Create(new ClockOptions()));

        Assert.Equal((false, null, null), (guard.IsVouchedFor, guard.Warning, guard.HoldReason));
    }

    [Fact]
    public async Task Cycle_ClockFarAhead_HoldsEveryAccountAndHealthWarns()
    {
        await using LoopApp app = await StartAsync(TimeSpan.FromMinutes(30));
        await app.SendAsync();

        JsonElement report = await app.RunCycleAsync(LoopApp.End);

        Assert.All(Enumerable.Range(0, 3), account =>
        {
            JsonElement decision = LoopApp.Decision(report, account);
            Assert.Equal(LoopApp.Reserved(decision, "reservedBefore"), LoopApp.Reserved(decision));
            Assert.Contains("30.0 minutes ahead of storage's", decision.GetProperty("reasons").GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        });
        Assert.Equal(0, report.GetProperty("summary").GetProperty("increases").GetInt32());
        string warning = Assert.Single((await app.GetAsync("health")).GetProperty("warnings").EnumerateArray()).GetString()!;
        Assert.StartsWith("the clock is 30.0 minutes ahead", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cycle_ClockSteppedBack_RunsNoCycleTwiceAndNoneFromBefore()
    {
        await using LoopApp app = await StartAsync(TimeSpan.FromMinutes(-5));
        await app.SendAsync();
        LoopApp.Decision(await app.RunCycleAsync(LoopApp.End), 0);
        CycleLauncher launcher = app.Get<CycleLauncher>();
        app.Clock.Set(LoopApp.End.AddHours(-1));

        CycleLaunch again = await launcher.LaunchAsync(app.Get<DurableTaskEngine>().Client, LoopApp.End, "timer", CancellationToken.None);
        CycleLaunch before = await launcher.LaunchAsync(app.Get<DurableTaskEngine>().Client, LoopApp.End.AddHours(-1), "timer", CancellationToken.None);

        Assert.Equal(CycleId.At(LoopApp.End), Assert.IsType<CycleLaunch.AlreadyKnown>(again).Cycle.Id);
        Assert.Equal(CycleId.At(LoopApp.End), Assert.IsType<CycleLaunch.AlreadyKnown>(before).Cycle.Id);
        Assert.Single((await app.Get<CycleStore>().ListAsync(LoopApp.End.AddDays(-1), LoopApp.End.AddDays(1))).Items);
    }

    /// <summary>A cycle that was started while the clock was ahead must not stop the loop until its time comes.</summary>
    [Fact]
    public async Task Cycle_ClockSetRightAfterItWasAhead_Runs()
    {
        await using LoopApp app = await StartAsync(TimeSpan.Zero);
        await app.SendAsync();
        await app.Get<CycleStore>().RecordSkippedAsync(new Cycle
        {
            Id = CycleId.At(LoopApp.End.AddDays(1)),
            Status = CycleStatus.Skipped,
            StartedBy = "timer",
            StartedAt = LoopApp.End.AddDays(1),
        });

        Assert.Equal("Completed", (await app.RunCycleAsync(LoopApp.End)).GetProperty("status").GetString());
    }

    private Task<LoopApp> StartAsync(TimeSpan ahead) => LoopApp.StartAsync(
        azurite.ConnectionString, services => services.AddSingleton(new StorageClock(new ClockAhead(ahead))));

    private sealed class ClockAhead(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
