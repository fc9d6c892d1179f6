using CapacityFunctions.Testing;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

public sealed class LimitTests(AzuriteFixture azurite)
{
    private readonly Lock _gate = new();
    private int _running;
    private int _most;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task MaxConcurrentActivities_MoreAreScheduled_ThatManyRunAtOnce(int limit)
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Work", async (x, cancellation) =>
            {
                Enter();
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
                Leave();
                return x;
            })
            .Orchestrator("Sum", async context =>
                (await Task.WhenAll(Enumerable.Range(0, 9).Select(x => context.CallActivityAsync<int>("Work", x)))).Sum());
        await using TestHub hub = new(azurite.ConnectionString, invoker)
        {
            Configure = options => options with { MaxConcurrentActivities = limit },
        };
        await hub.StartAsync();

        // 0 + 1 + … + 8
        Assert.Equal(36, (await hub.RunAsync("Sum")).ReadOutputAs<int>());
        Assert.Equal(limit, _most);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public async Task MaxConcurrentOrchestrators_MoreAreStarted_AtMostThatManyRunAtOnce(int limit, int most)
    {
        ScriptedInvoker invoker = new ScriptedInvoker().Orchestrator("Busy", _ =>
        {
            Enter();
            SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(50));
            Leave();
            return Task.FromResult(1);
        });
        await using TestHub hub = new(azurite.ConnectionString, invoker)
        {
            Configure = options => options with { MaxConcurrentOrchestrators = limit },
        };
        await hub.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hub.RunAsync("Busy")));

        Assert.Equal(most, _most);
    }

    [Theory]
    [InlineData(nameof(DurableTaskEngineOptions.MaxConcurrentActivities))]
    [InlineData(nameof(DurableTaskEngineOptions.MaxConcurrentOrchestrators))]
    [InlineData(nameof(DurableTaskEngineOptions.StopGracePeriod))]
    [InlineData(nameof(DurableTaskEngineOptions.LeaseDuration))]
    [InlineData(nameof(DurableTaskEngineOptions.OwnershipTimeout))]
    public void Options_OutOfRange_AreRefusedByName(string option)
    {
        DurableTaskEngineOptions good = new() { HubName = "Limits" };
        DurableTaskEngineOptions bad = option switch
        {
            nameof(good.MaxConcurrentActivities) => good with { MaxConcurrentActivities = 0 },
            nameof(good.MaxConcurrentOrchestrators) => good with { MaxConcurrentOrchestrators = 0 },
            nameof(good.StopGracePeriod) => good with { StopGracePeriod = TimeSpan.FromSeconds(-1) },
            nameof(good.LeaseDuration) => good with { LeaseDuration = TimeSpan.FromSeconds(14) },
            _ => good with { OwnershipTimeout = TimeSpan.FromSeconds(-1) },
        };

        good.Validate();
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(bad.Validate).ParamName);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("with-dash")]
    [InlineData("")]
    public void Options_HubNameThatIsNone_AreRefused(string hub) =>
        Assert.ThrowsAny<ArgumentException>(() => new DurableTaskEngineOptions { HubName = hub }.Validate());

    private void Enter()
    {
        lock (_gate)
        {
            _most = Math.Max(_most, ++_running);
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _running--;
        }
    }
}
