using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

/// <summary>What was observed on the real host, or read in its source, and no other test holds: one orchestrator, episode by episode.</summary>
public sealed class SemanticsTests
{
    private static readonly TaskFailureDetails Failure = new("X", "no", StackTrace: null, InnerFailure: null, Properties: null);

    [Fact]
    public void IsReplaying_TwoResultsInOneEpisode_CodeBetweenThemIsNotReplaying()
    {
        List<string> seen = [];
        Replayer replayer = new(async context =>
        {
            Task<int> one = context.CallActivityAsync<int>("A");
            Task<int> two = context.CallActivityAsync<int>("B");
            await one;
            seen.Add($"between{context.IsReplaying}");
            await two;
            seen.Add($"after{context.IsReplaying}");
            return null;
        });

        replayer.Next();
        replayer.Next(new TaskSucceeded(0, "1"), new TaskSucceeded(1, "2"));

        Assert.Equal("betweenFalse afterFalse", string.Join(' ', seen));
    }

    [Fact]
    public void CurrentUtcDateTime_InOneEpisode_IsConstantAndMovesAcrossAnAwait()
    {
        List<DateTime> seen = [];
        Replayer replayer = new(async context =>
        {
            seen.Add(context.CurrentUtcDateTime);
            context.SendEvent("other", "x", 1);
            seen.Add(context.CurrentUtcDateTime);
            await context.CallActivityAsync("A");
            seen.Add(context.CurrentUtcDateTime);
            return null;
        });

        replayer.Next();
        replayer.Next(new TaskSucceeded(1, Result: null));

        Assert.Equal([Replayer.Begin, Replayer.Begin, Replayer.Begin.AddSeconds(1)], seen[^3..]);
    }

    [Fact]
    public void Ids_CountActivitiesTimersChildrenAndEventsTogether()
    {
        Replayer replayer = new(async context =>
        {
            context.SendEvent("other", "x", 1);
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            _ = context.CallSubOrchestratorAsync("Child");
            await context.CallActivityAsync("A");
            return null;
        });

        IReadOnlyList<ScheduledAction> actions = replayer.Next().Actions;
        EpisodeOutcome failed = replayer.Next(new TaskFailed(3, Failure), new TaskSucceeded(2, Result: null), new TimerFired(1));

        Assert.Equal([0, 1, 2, 3], actions.Select(action => action.Id));
        Assert.Equal("Task 'A' (#3) failed with an unhandled exception: no", failed.Completion?.Failure?.ErrorMessage);
    }

    [Fact]
    public void StatusLoggerGuidAndInput_WriteNothingToHistory()
    {
        Replayer replayer = new(async context =>
        {
            context.SetCustomStatus("busy");
            context.CreateReplaySafeLogger("x");
            context.NewGuid();
            context.GetInput<string>();
            await context.CallActivityAsync("A");
            return null;
        });

        ActivityScheduled only = Assert.IsType<ActivityScheduled>(Assert.Single(replayer.Next().Actions));

        Assert.Equal(0, only.Id);
    }

    [Fact]
    public void SubOrchestration_WithoutAnId_TakesTheNextGuidWithoutDashes()
    {
        List<Guid> guids = [];
        Replayer replayer = new(async context =>
        {
            _ = context.CallSubOrchestratorAsync("Child");
            guids.Add(context.NewGuid());
            await context.CallActivityAsync("A");
            return null;
        });

        SubOrchestrationScheduled child = replayer.Next().Actions.OfType<SubOrchestrationScheduled>().Single();

        Assert.Equal(NameBasedGuid.Create("replayed", Replayer.Begin, 0).ToString("N"), child.InstanceId);
        Assert.Equal(NameBasedGuid.Create("replayed", Replayer.Begin, 1), guids[0]);
    }

    [Fact]
    public void Handler_WithoutATimerOfItsOwn_RetriesAtOnceWithTheNextId()
    {
        Replayer replayer = new(async context =>
        {
            await context.CallActivityAsync("A", options: TaskOptions.FromRetryHandler(retry => retry.LastAttemptNumber < 2));
            return null;
        });

        replayer.Next();
        ActivityScheduled second = Assert.IsType<ActivityScheduled>(Assert.Single(replayer.Next(new TaskFailed(0, Failure)).Actions));
        EpisodeOutcome ended = replayer.Next(new TaskFailed(1, Failure));

        Assert.Equal(1, second.Id);
        Assert.Empty(ended.Actions);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.Completion?.Status);
    }

    [Fact]
    public void Wait_TimedOut_AnEventAfterANewWaitGoesToThatOne()
    {
        Replayer replayer = new(async context =>
        {
            try
            {
                await context.WaitForExternalEvent<string>("item", TimeSpan.FromSeconds(1));
                return null;
            }
            catch (OperationCanceledException)
            {
                return await context.WaitForExternalEvent<string>("item");
            }
        });

        replayer.Next();
        replayer.Next(new TimerFired(0));
        EpisodeOutcome ended = replayer.Next(new EventRaised("ITEM", "\"seen\""));

        Assert.Equal("\"seen\"", ended.Completion?.Output);
    }

    [Fact]
    public void ContinueAsNew_WhileSuspended_WaitsForTheResumeAndKeepsWhatWasHeldBack()
    {
        Replayer replayer = new(async context =>
        {
            await context.CallActivityAsync("A");
            context.ContinueAsNew();
            return null;
        });

        replayer.Next();
        EpisodeOutcome suspended = replayer.Next(
            new TaskSucceeded(0, Result: null), new ExecutionSuspended("why"), new EventRaised("x", "1"));
        EpisodeOutcome resumed = replayer.Next(new ExecutionResumed(Reason: null));

        Assert.Null(suspended.Continuation);
        Assert.True(suspended.IsSuspended);
        Assert.Equal("1", Assert.Single(resumed.Continuation!.CarriedEvents).Payload);
    }

    [Fact]
    public void Replay_OtherKindAtAStep_NamesBoth()
    {
        bool isFirst = true;
        Replayer replayer = new(async context =>
        {
            if (isFirst)
            {
                isFirst = false;
                await context.CallSubOrchestratorAsync("Child");
            }

            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return null;
        });

        replayer.Next();
        EpisodeOutcome outcome = replayer.Next(new TaskSucceeded(0, Result: null));

        Assert.Contains(
            "at step #0 its history has sub-orchestration 'Child', its code now asks for a timer",
            outcome.Completion?.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Timer_OfLongerThanThreeDays_GoesOnUntilItsEnd()
    {
        Replayer replayer = new(async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(4), CancellationToken.None);
            return null;
        });

        replayer.Next();
        TimerCreated second = Assert.IsType<TimerCreated>(Assert.Single(replayer.Next(new TimerFired(0)).Actions));

        // The test's clock moves by seconds: after the first three days, by name, all but one second of the four is left, and split again.
        Assert.Equal(Replayer.Begin.AddSeconds(1).AddDays(3), second.FireAt);
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    public void Timer_OfAnyKindOfTime_IsKeptInUtc(DateTimeKind kind)
    {
        Replayer replayer = new(async context =>
        {
            DateTime utc = context.CurrentUtcDateTime.AddHours(1);
            await context.CreateTimer(kind == DateTimeKind.Local ? utc.ToLocalTime() : utc, CancellationToken.None);
            return null;
        });

        TimerCreated timer = Assert.IsType<TimerCreated>(Assert.Single(replayer.Next().Actions));

        Assert.Equal((Replayer.Begin.AddHours(1), DateTimeKind.Utc), (timer.FireAt, timer.FireAt.Kind));
    }

    [Theory]
    [InlineData(typeof(int[]), null)]
    [InlineData(typeof(List<int>), null)]
    [InlineData(typeof(IReadOnlyList<int>), "System.Collections.Generic.List`1[System.Int32]")]
    [InlineData(typeof(object), "System.Text.Json.JsonElement")]
    public void Input_OfAnotherTypeThanItsParameter_FailsWhereTheRealWorkerPassesNull(Type declared, string? refusedAs)
    {
        Replayer replayer = new(context => Task.FromResult<object?>(OrchestrationInput.Read(context, declared) is not null)) { Input = "[1,2]" };

        Completion ended = replayer.Next().Completion!;

        if (refusedAs is null)
        {
            Assert.Equal("true", ended.Output);
        }
        else
        {
            Assert.Contains("The input parameter of orchestrator 'Code' is declared as", ended.Failure?.ErrorMessage, StringComparison.Ordinal);
            Assert.Contains($"and its input is a {refusedAs}", ended.Failure?.ErrorMessage, StringComparison.Ordinal);
        }
    }
}
