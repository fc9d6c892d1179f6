using CapacityFunctions.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

public sealed class RetryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Policy_AllAttemptsFail_ThrowsTheLastWithTheIdsOfTheRealEngine()
    {
        int attempts = 0;
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Break", _ => throw new InvalidOperationException($"attempt {Interlocked.Increment(ref attempts)}"))
            .Activity<string>("Also", _ => throw new InvalidOperationException("also"))
            .Orchestrator("Retry", async context =>
            {
                List<string> failures = [];
                DateTime started = context.CurrentUtcDateTime;
                RetryPolicy policy = new(3, TimeSpan.FromMilliseconds(40), backoffCoefficient: 2);
                try
                {
                    await context.CallActivityAsync("Break", options: TaskOptions.FromRetryPolicy(policy));
                }
                catch (TaskFailedException failure)
                {
                    failures.Add($"{failure.TaskId}:{failure.FailureDetails.ErrorMessage}");
                }

                // Pauses of 40 and 80 ms.
                failures.Add($"{context.CurrentUtcDateTime - started >= TimeSpan.FromMilliseconds(120)}");
                try
                {
                    await context.CallActivityAsync("Also");
                }
                catch (TaskFailedException failure)
                {
                    failures.Add($"{failure.TaskId}");
                }

                return string.Join(' ', failures);
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        OrchestrationMetadata ended = await hub.RunAsync("Retry");

        // Observed on the real engine: 0 activity, 1 timer, 2 activity, 3 timer, 4 activity, 5 timer of zero length; the next is 6.
        Assert.Equal("4:attempt 3 True 6", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Policy_FailureThatItDoesNotHandle_StopsAtOnce()
    {
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Break", _ => throw new ArgumentException("bad"))
            .Orchestrator("Retry", async context =>
            {
                RetryPolicy policy = new(5, TimeSpan.FromMilliseconds(10)) { HandleFailure = failure => !failure.IsCausedBy<ArgumentException>() };
                await context.CallActivityAsync("Break", options: new TaskOptions(policy));
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        await hub.RunAsync("Retry");

        Assert.Equal(1, invoker.Runs("Break"));
    }

    [Fact]
    public async Task Handler_DecidesByAttemptNumber()
    {
        int attempts = 0;
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Activity<string>("Flaky", _ => Interlocked.Increment(ref attempts) < 3 ? throw new IOException("away") : "there")
            .Orchestrator("Retry", async context =>
            {
                List<int> numbers = [];
                TaskOptions options = TaskOptions.FromRetryHandler(async retry =>
                {
                    numbers.Add(retry.LastAttemptNumber);
                    await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
                    return retry.LastFailure.IsCausedBy<IOException>();
                });
                string result = await context.CallActivityAsync<string>("Flaky", options: options);
                return $"{result} {string.Join(',', numbers)}";
            });
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        Assert.Equal("there 1,2", (await hub.RunAsync("Retry")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Policy_OfSubOrchestration_RunsTheSameIdAgain()
    {
        int attempts = 0;
        ScriptedInvoker invoker = new ScriptedInvoker()
            .Orchestrator("Flaky", context => Interlocked.Increment(ref attempts) < 3
                ? Task.FromException<string>(new IOException("away"))
                : Task.FromResult(context.InstanceId))
            .Orchestrator("Retry", context => context.CallSubOrchestratorAsync<string>(
                "Flaky",
                options: new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromMilliseconds(10)), "retried-child")));
        await using TestHub hub = await TestHub.StartAsync(azurite, invoker);

        Assert.Equal("retried-child", (await hub.RunAsync("Retry")).ReadOutputAs<string>());
        Assert.Equal(3, attempts);
    }

    [Theory]
    [InlineData(0, 1, 1.0)]
    [InlineData(1, 0, 1.0)]
    [InlineData(1, 1, 0.9)]
    [InlineData(1, 1, double.NaN)]
    public void Policy_OutOfRange_Throws(int attempts, int firstSeconds, double coefficient) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(attempts, TimeSpan.FromSeconds(firstSeconds), coefficient));
}
