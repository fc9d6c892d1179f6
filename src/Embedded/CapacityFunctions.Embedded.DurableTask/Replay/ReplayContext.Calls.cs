using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.DurableTask;

/// <content>Activities, sub-orchestrations, timers and events.</content>
internal sealed partial class ReplayContext
{
    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        _thread.Guard();
        RequireName(name);
        string? serialized = Recorded<ActivityScheduled>(name) is { } recorded ? recorded.Input : _converter.Serialize(input);
        string? result = await WithRetriesAsync(
            options?.Retry, () => Open(name, id => new ActivityScheduled(id, name, serialized)).Task);
        return _converter.Deserialize<TResult>(result)!;
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        _thread.Guard();
        RequireName(orchestratorName);
        SubOrchestrationOptions? sub = options as SubOrchestrationOptions;

        // One id for all attempts: a retry replaces the failed sub-orchestration.
        string instanceId = sub?.InstanceId ?? NewGuid().ToString("N");
        InstanceIds.Validate(instanceId);
        TaskVersion? asked = sub?.Version ?? options?.Version;
        string? version = asked?.Version ?? _defaultVersion;
        string? serialized = Recorded<SubOrchestrationScheduled>(orchestratorName) is { } recorded
            ? recorded.Input
            : _converter.Serialize(input);
        string? result = await WithRetriesAsync(
            options?.Retry,
            () => Open(
                orchestratorName,
                id => new SubOrchestrationScheduled(id, orchestratorName, instanceId, serialized, version)).Task);
        return _converter.Deserialize<TResult>(result)!;
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        _thread.Guard();
        DateTime final = fireAt.ToUniversalTime();
        while (final - _now > LongestTimer && !cancellationToken.IsCancellationRequested)
        {
            await CreateOneTimer(_now + LongestTimer, cancellationToken);
        }

        await CreateOneTimer(final, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        _thread.Guard();
        return _events.WaitAsync<T>(eventName, react => OnCancelled(cancellationToken, () => react(cancellationToken)));
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        _thread.Guard();
        InstanceIds.Validate(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        string? serialized = Recorded<EventSent>(eventName) is { } recorded ? recorded.Payload : _converter.Serialize(payload);
        _actions.Add(new EventSent(_nextId++, instanceId, eventName, serialized));
    }

    private static void RequireName(TaskName name)
    {
        if (name == default)
        {
            throw new ArgumentException("The name of an activity or orchestrator is empty.", nameof(name));
        }
    }

    private OpenTask Open(string name, Func<int, ScheduledAction> describe)
    {
        _thread.Guard();
        int id = _nextId++;
        ScheduledAction action = describe(id);
        OpenTask task = new(name, id, action is ActivityScheduled);
        _open.Add(id, task);
        _actions.Add(action);
        return task;
    }

    private async Task CreateOneTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        int id = _nextId;
        OpenTask timer = Open("timer", taskId => new TimerCreated(taskId, fireAt));

        // A cancelled timer may still fire; it isn't open any more then, so that is ignored.
        using CancellationTokenRegistration registration = OnCancelled(
            cancellationToken, () => Close(id)?.Cancel(cancellationToken));
        await timer.Task;
    }

    /// <summary>A token that another thread cancels (a time limit, say) is as foreign as another thread's task.</summary>
    private CancellationTokenRegistration OnCancelled(CancellationToken cancellationToken, Action react) =>
        cancellationToken.Register(() =>
        {
            if (_thread.IsOwnThread)
            {
                react();
            }
            else
            {
                _thread.ReportViolation();
            }
        });

    private Task<string?> WithRetriesAsync(TaskRetryOptions? retry, Func<Task<string?>> call) => retry switch
    {
        { Policy: { } policy } => RetryByPolicyAsync(policy, call),
        { Handler: { } handler } => RetryByHandlerAsync(handler, call),
        _ => call(),
    };

    private async Task<string?> RetryByPolicyAsync(RetryPolicy policy, Func<Task<string?>> call)
    {
        DateTime firstAttemptAt = _now;
        for (int attempt = 1; ; attempt++)
        {
            TaskFailedException failure;
            try
            {
                return await call();
            }
            catch (TaskFailedException failed)
            {
                failure = failed;
            }

            bool mayRetry = policy.Handles(failure.FailureDetails) && !IsTooLate(policy, firstAttemptAt);
            bool wasLast = attempt == policy.MaxNumberOfAttempts;
            if (mayRetry)
            {
                // The real engine ends a run of retries with a timer of zero length, so that it has the same ids as ever.
                await CreateTimer(wasLast ? _now : _now + PauseAfter(policy, attempt), CancellationToken.None);
            }

            if (!mayRetry || wasLast)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }
    }

    private bool IsTooLate(RetryPolicy policy, DateTime firstAttemptAt) =>
        policy.RetryTimeout != Timeout.InfiniteTimeSpan &&
        policy.RetryTimeout < DateTime.MaxValue - firstAttemptAt &&
        _now >= firstAttemptAt + policy.RetryTimeout;

    /// <summary>first × coefficient^(attempt − 1), at most the longest pause; attempts count from 1.</summary>
    private static TimeSpan PauseAfter(RetryPolicy policy, int attempt)
    {
        double pauseMilliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return pauseMilliseconds < policy.MaxRetryInterval.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(pauseMilliseconds)
            : policy.MaxRetryInterval;
    }

    private async Task<string?> RetryByHandlerAsync(AsyncRetryHandler handler, Func<Task<string?>> call)
    {
        DateTime firstAttemptAt = _now;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failed)
            {
                RetryContext context = new(this, attempt, failed.FailureDetails, _now - firstAttemptAt, CancellationToken.None);
                if (!await handler(context))
                {
                    throw;
                }
            }
        }
    }
}
