using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

public sealed class ReplayTests
{
    [Fact]
    public void Run_ThreeEpisodes_IsReplayingUpToTheAwaitThatTheNewEventCompletes()
    {
        List<string> seen = [];
        Replayer replayer = new(async context =>
        {
            seen.Add($"a{context.IsReplaying}");
            await context.CallActivityAsync("A");
            seen.Add($"b{context.IsReplaying}");
            await context.CallActivityAsync("B");
            seen.Add($"c{context.IsReplaying}");
            return null;
        });

        replayer.Next();
        replayer.Next(new TaskSucceeded(0, "1"));
        replayer.Next(new TaskSucceeded(1, "1"));

        // Observed on the real host: first episode false, later ones true up to the await that the new event completes.
        Assert.Equal("aFalse aTrue bFalse aTrue bTrue cFalse", string.Join(' ', seen));
    }

    [Fact]
    public void Run_LateAndRepeatedResults_AreIgnored()
    {
        Replayer replayer = new(async context => await context.CallActivityAsync<int>("A") + await context.CallActivityAsync<int>("B"));

        replayer.Next();
        replayer.Next(new TaskSucceeded(0, "1"), new TaskSucceeded(0, "5"), new TimerFired(7));
        EpisodeOutcome outcome = replayer.Next(new TaskSucceeded(1, "2"));

        Assert.Equal("3", outcome.Completion?.Output);
    }

    [Fact]
    public void Wait_TimedOut_KeepsItsPlaceAndLosesTheNextEventThatComesBeforeANewWait()
    {
        Replayer replayer = new(async context =>
        {
            try
            {
                await context.WaitForExternalEvent<string>("item", TimeSpan.FromSeconds(1));
            }
            catch (TaskCanceledException)
            {
                await context.CallActivityAsync("A");
            }

            return await context.WaitForExternalEvent<string>("item");
        });

        replayer.Next();
        replayer.Next(new TimerFired(0));
        replayer.Next(new EventRaised("item", "\"lost\""));
        EpisodeOutcome waiting = replayer.Next(new TaskSucceeded(1, Result: null));
        EpisodeOutcome ended = replayer.Next(new EventRaised("item", "\"seen\""));

        Assert.Null(waiting.Completion);
        Assert.Equal("\"seen\"", ended.Completion?.Output);
    }

    [Theory]
    [InlineData(true, "a,b")]
    [InlineData(false, "")]
    public void ContinueAsNew_KeptEvents_AreCarriedInOrderOrDropped(bool preserve, string carried)
    {
        Replayer replayer = new(async context =>
        {
            await context.CallActivityAsync("A");
            context.ContinueAsNew(5, preserve);
            return "ignored";
        });

        replayer.Next();
        EpisodeOutcome outcome = replayer.Next(new EventRaised("x", "a"), new EventRaised("y", "b"), new TaskSucceeded(0, Result: null));

        Assert.Null(outcome.Completion);
        Assert.Equal(
            ("5", carried),
            (outcome.Continuation?.Input, string.Join(',', outcome.Continuation!.CarriedEvents.Select(raised => raised.Payload))));
    }

    [Fact]
    public void ContinueAsNew_ThenFailure_Fails()
    {
        Replayer replayer = new(context =>
        {
            context.ContinueAsNew();
            return Task.FromException<object?>(new ArithmeticException("odd"));
        });

        Assert.Equal(OrchestrationRuntimeStatus.Failed, replayer.Next().Completion?.Status);
    }

    [Fact]
    public void Timer_LongerThanThreeDays_IsMadeOfSeveral()
    {
        Replayer replayer = new(async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(10), CancellationToken.None);
            return null;
        });

        TimerCreated first = Assert.IsType<TimerCreated>(Assert.Single(replayer.Next().Actions));

        Assert.Equal(Replayer.Begin.AddDays(3), first.FireAt);
    }

    [Fact]
    public void Timer_Cancelled_IsNotOpenAndDoesNotHoldTheEnd()
    {
        Replayer replayer = new(async context =>
        {
            using CancellationTokenSource cancellation = new();
            Task timer = context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token);
            await context.CallActivityAsync("A");
            cancellation.Cancel();
            return timer.IsCanceled;
        });

        replayer.Next();
        EpisodeOutcome outcome = replayer.Next(new TaskSucceeded(1, Result: null));

        Assert.Equal("true", outcome.Completion?.Output);
    }

    [Fact]
    public void Suspended_EventsWait_AndAreHandledInOrderAfterResume()
    {
        Replayer replayer = new(async context =>
            $"{await context.WaitForExternalEvent<int>("n")}{await context.WaitForExternalEvent<int>("n")}");

        replayer.Next();
        EpisodeOutcome held = replayer.Next(new ExecutionSuspended("why"), new EventRaised("n", "1"));
        replayer.Next(new EventRaised("n", "2"));
        EpisodeOutcome ended = replayer.Next(new ExecutionResumed(Reason: null));

        Assert.True(held.IsSuspended);
        Assert.Equal("\"12\"", ended.Completion?.Output);
    }

    [Fact]
    public void Retry_TimeoutPassed_StopsBeforeTheLastAttempt()
    {
        TaskFailureDetails failure = new("X", "no", StackTrace: null, InnerFailure: null, Properties: null);
        Replayer replayer = new(async context =>
        {
            RetryPolicy policy = new(9, TimeSpan.FromSeconds(1), retryTimeout: TimeSpan.FromSeconds(3));
            await context.CallActivityAsync("A", options: TaskOptions.FromRetryPolicy(policy));
            return null;
        });

        // Episodes are a second apart: the failure of the second attempt is seen 3 s after the first one began.
        replayer.Next();
        replayer.Next(new TaskFailed(0, failure));
        replayer.Next(new TimerFired(1));
        EpisodeOutcome outcome = replayer.Next(new TaskFailed(2, failure));

        Assert.Equal("Task 'A' (#2) failed with an unhandled exception: no", outcome.Completion?.Failure?.ErrorMessage);
    }

    [Fact]
    public void Retry_LongPauses_AreCapped()
    {
        TaskFailureDetails failure = new("X", "no", StackTrace: null, InnerFailure: null, Properties: null);
        Replayer replayer = new(async context =>
        {
            RetryPolicy policy = new(9, TimeSpan.FromSeconds(10), backoffCoefficient: 10, maxRetryInterval: TimeSpan.FromSeconds(30));
            await context.CallActivityAsync("A", options: TaskOptions.FromRetryPolicy(policy));
            return null;
        });

        replayer.Next();
        TimerCreated first = Assert.IsType<TimerCreated>(Assert.Single(replayer.Next(new TaskFailed(0, failure)).Actions));
        replayer.Next(new TimerFired(1));
        TimerCreated second = Assert.IsType<TimerCreated>(Assert.Single(replayer.Next(new TaskFailed(2, failure)).Actions));

        // The failures are seen in the episodes 1 s and 3 s after the first; 10 s · 10 exceeds 30 s.
        Assert.Equal((Replayer.Begin.AddSeconds(11), Replayer.Begin.AddSeconds(33)), (first.FireAt, second.FireAt));
    }

    [Fact]
    public void Replay_StepMissing_IsNotDeterministic()
    {
        bool isFirst = true;
        Replayer replayer = new(async context =>
        {
            if (isFirst)
            {
                isFirst = false;
                _ = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            }

            return await context.WaitForExternalEvent<string>("n");
        });

        replayer.Next();
        EpisodeOutcome outcome = replayer.Next(new EventRaised("n", "1"));

        Assert.Contains("at step #0 its history has a timer, its code now asks for nothing", outcome.Completion?.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_CancelledByAnotherThread_IsReported()
    {
        using CancellationTokenSource limit = new();
        Replayer replayer = new(async context => await context.WaitForExternalEvent<string>("never", limit.Token));

        replayer.Next();
        await Task.Run(limit.Cancel);

        Assert.Equal(OrchestratorThread.Rule, replayer.LateViolation);
    }

    [Theory]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("", "1.0", -1)]
    [InlineData("", "", 0)]
    [InlineData("beta", "ALPHA", 1)]
    public void CompareVersionTo_NumbersThenText(string own, string other, int sign)
    {
        Replayer replayer = new(context => Task.FromResult<object?>(Math.Sign(context.CompareVersionTo(other)))) { Version = own };

        Assert.Equal($"{sign}", replayer.Next().Completion?.Output);
    }
}
