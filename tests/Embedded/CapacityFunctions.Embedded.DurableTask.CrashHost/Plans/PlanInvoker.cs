using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;

/// <summary>
/// Does plans. Each step gives a number, and numbers are joined in the order of the plan: a step that is left out, done twice or out of
/// order changes the output.
/// </summary>
internal sealed class PlanInvoker(Journal journal, Func<DurableTaskClient> client) : IDurableTaskInvoker
{
    public const string Orchestrator = "Plan";
    private const string Activity = "Work";
    private const long Modulus = 1_000_000_007;

    public bool IsOrchestrator(TaskName name) => name == Orchestrator;

    public bool IsActivity(TaskName name) => name == Activity;

    public async Task<object?> RunOrchestratorAsync(TaskName name, TaskOrchestrationContext context)
    {
        PlanInput input = context.GetInput<PlanInput>()!;
        context.SetCustomStatus(input.Round);
        long value = Join(input.Value, await DoAsync(context, input.Plan.Rounds[input.Round]));
        if (input.IsBroken)
        {
            throw new InvalidOperationException($"{value}");
        }

        if (input.Round + 1 < input.Plan.Rounds.Count)
        {
            context.ContinueAsNew(input with { Round = input.Round + 1, Value = value });
        }

        return value;
    }

    public async Task<object?> RunActivityAsync(
        TaskName name, string instanceId, string? serializedInput, CancellationToken cancellationToken)
    {
        ActivityInput input = JsonSerializer.Deserialize<ActivityInput>(serializedInput!)!;
        int before = journal.Add(input.Key);
        await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken);
        if (before < input.Failures)
        {
            throw new IOException($"{input.Key} fails");
        }

        if (input.RaiseTo is not null)
        {
            await client().RaiseEventAsync(input.RaiseTo, input.Key, input.Value, cancellationToken);
        }

        return input.Value;
    }

    private static long Join(long first, long second) => ((first * 31) + second + 7) % Modulus;

    private static string Key(TaskOrchestrationContext context, int id) => $"{context.InstanceId}#{id}";

    private static async Task<long> DoAsync(TaskOrchestrationContext context, Step step) => step switch
    {
        Work work => await CallAsync(context, new ActivityInput(Key(context, work.Id), work.Id), attempts: 1),
        // A kill may repeat a failed attempt that isn't recorded: the orchestration then sees fewer failures, never more.
        Flaky flaky => await CallAsync(context, new ActivityInput(Key(context, flaky.Id), flaky.Id, flaky.Failures), flaky.Failures + 2),
        Broken broken => await CatchAsync(CallAsync(
            context, new ActivityInput(Key(context, broken.Id), broken.Id, int.MaxValue), Broken.Attempts)),
        Sequence sequence => await DoInTurnAsync(context, sequence.Steps),
        Together together => (await Task.WhenAll(together.Steps.Select(part => DoAsync(context, part)))).Aggregate(0L, Join),
        Child child => await CallChildAsync(context, child.Id, child.Step, isBroken: false),
        BrokenChild child => await CatchAsync(CallChildAsync(context, child.Id, child.Step, isBroken: true)),
        Pause pause => await PauseAsync(context, pause),
        Raised raised => await AwaitRaisedAsync(context, raised),
        Sent sent => await AwaitSentAsync(context, sent),
        TimedOut timedOut => await TimeOutAsync(context, timedOut),
        _ => throw new InvalidOperationException($"{step} is no step."),
    };

    private static async Task<long> DoInTurnAsync(TaskOrchestrationContext context, IReadOnlyList<Step> steps)
    {
        long value = 0;
        foreach (Step step in steps)
        {
            value = Join(value, await DoAsync(context, step));
        }

        return value;
    }

    private static Task<long> CallAsync(TaskOrchestrationContext context, ActivityInput input, int attempts) =>
        context.CallActivityAsync<long>(
            Activity, input, attempts == 1 ? null : TaskOptions.FromRetryPolicy(new RetryPolicy(attempts, TimeSpan.FromMilliseconds(3))));

    private static Task<long> CallChildAsync(TaskOrchestrationContext context, int id, Step step, bool isBroken) =>
        context.CallSubOrchestratorAsync<long>(
            Orchestrator,
            new PlanInput(new Plan([step]), IsBroken: isBroken),
            new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-{id}"));

    private static async Task<long> CatchAsync(Task<long> call)
    {
        try
        {
            return await call;
        }
        catch (TaskFailedException failure)
        {
            return failure.FailureDetails.ErrorMessage.Length + (failure.FailureDetails.IsCausedBy<IOException>() ? 1000 : 2000);
        }
    }

    private static async Task<long> PauseAsync(TaskOrchestrationContext context, Pause pause)
    {
        await context.CreateTimer(TimeSpan.FromMilliseconds(pause.Milliseconds), CancellationToken.None);
        return pause.Milliseconds;
    }

    private static async Task<long> AwaitRaisedAsync(TaskOrchestrationContext context, Raised raised)
    {
        string key = Key(context, raised.Id);
        Task<long> received = context.WaitForExternalEvent<long>(key, TimeSpan.FromHours(1));
        await context.CallActivityAsync(Activity, new ActivityInput(key, raised.Id, RaiseTo: context.InstanceId));
        return await received;
    }

    private static async Task<long> AwaitSentAsync(TaskOrchestrationContext context, Sent sent)
    {
        context.SendEvent(context.InstanceId, Key(context, sent.Id), (long)sent.Id);
        return await context.WaitForExternalEvent<long>(Key(context, sent.Id));
    }

    private static async Task<long> TimeOutAsync(TaskOrchestrationContext context, TimedOut timedOut)
    {
        try
        {
            return await context.WaitForExternalEvent<long>(Key(context, timedOut.Id), TimeSpan.FromMilliseconds(timedOut.Milliseconds));
        }
        catch (TaskCanceledException)
        {
            return 3000;
        }
    }
}
