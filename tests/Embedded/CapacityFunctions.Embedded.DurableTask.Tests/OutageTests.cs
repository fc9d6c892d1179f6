using CapacityFunctions.Embedded.Azurite;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>On an Azurite of its own, because it stops it.</summary>
public sealed class OutageTests(OutageTests.OwnAzurite own) : IClassFixture<OutageTests.OwnAzurite>
{
    [Fact]
    public async Task Run_StorageGoesAwayInTheMiddle_WaitsAndGoesOnWithoutRepeating()
    {
        TaskCompletionSource release = new();
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Work", async (x, cancellation) =>
            {
                if (x == 1)
                {
                    await release.Task.WaitAsync(cancellation);
                }

                return x + 1;
            })
            .Orchestrator("Chain", async context =>
            {
                int value = 0;
                for (int step = 0; step < 4; step++)
                {
                    value = await context.CallActivityAsync<int>("Work", value);
                }

                return value;
            });
        await using TestHub hub = await TestHub.StartAsync(own.ConnectionString, invoker);
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Chain", CancellationToken.None);
        await TestHub.UntilAsync(() => Task.FromResult(invoker.Runs("Work", "1") == 1));

        await own.StopAsync();
        release.SetResult();
        await Task.Delay(TimeSpan.FromMilliseconds(1500));
        Assert.Equal(0, invoker.Runs("Work", "2"));
        await own.StartAgainAsync();

        OrchestrationMetadata ended = await hub.EndAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Completed, 4), (ended.RuntimeStatus, ended.ReadOutputAs<int>()));
        Assert.All(Enumerable.Range(0, 4), x => Assert.Equal(1, invoker.Runs("Work", $"{x}")));
    }

    [Fact]
    public async Task Start_StorageIsAway_RunsOnceItIsThere()
    {
        ScriptedInvoker invoker = new ScriptedInvoker().Orchestrator("Echo", context => Task.FromResult(context.GetInput<string>()));
        await own.StopAsync();
        await using TestHub hub = await TestHub.StartAsync(own.ConnectionString, invoker);
        Task<OrchestrationMetadata> run = hub.RunAsync("Echo", "x");
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        await own.StartAgainAsync();

        Assert.Equal("x", (await run).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Run_StorageIsAwayForLongerThanTheLease_NothingIsStartedUntilItIsBack()
    {
        // One activity after the other, all scheduled before: only the lease can keep them from starting.
        const int activities = 100;
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<int>("Work", async (x, cancellation) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
                return x;
            })
            .Orchestrator("Sum", async context => (await Task.WhenAll(
                Enumerable.Range(0, activities).Select(x => context.CallActivityAsync<int>("Work", x)))).Sum());
        await using TestHub hub = new(own.ConnectionString, invoker)
        {
            Configure = options => options with { MaxConcurrentActivities = 1, LeaseDuration = TimeSpan.FromSeconds(15) },
        };
        await hub.StartAsync();
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Sum", CancellationToken.None);
        await TestHub.UntilAsync(() => Task.FromResult(Started(invoker) >= 1));

        await own.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(15));
        int started = Started(invoker);
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal(started, Started(invoker));
        Assert.InRange(started, 2, activities - 1);
        await own.StartAgainAsync();

        // 0 + 1 + … + 99
        Assert.Equal(4950, (await hub.EndAsync(id)).ReadOutputAs<int>());
        Assert.All(Enumerable.Range(0, activities), x => Assert.Equal(1, invoker.Runs("Work", $"{x}")));

        static int Started(ScriptedInvoker invoker) => Enumerable.Range(0, activities).Sum(x => invoker.Runs("Work", $"{x}"));
    }

    public sealed class OwnAzurite : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("capacity-outage-").FullName;
        private AzuriteProcess? _process;

        public AzuriteEndpoints? Endpoints { get; private set; }

        public string ConnectionString => Endpoints!.ConnectionString;

        public async ValueTask InitializeAsync()
        {
            _process = await AzuriteProcess.StartAsync(_folder, TimeProvider.System);
            Endpoints = _process.Endpoints;
        }

        public async Task StopAsync()
        {
            if (_process is not null)
            {
                await _process.DisposeAsync();
                _process = null;
            }
        }

        /// <summary>On the same ports and data.</summary>
        public async Task StartAgainAsync() => _process = await AzuriteProcess.StartAsync(_folder, Endpoints!, TimeProvider.System);

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
