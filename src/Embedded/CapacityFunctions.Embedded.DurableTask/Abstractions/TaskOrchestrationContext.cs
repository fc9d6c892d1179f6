using CapacityFunctions.Embedded.DurableTask;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>What an orchestrator may do. Everything else (I/O, clocks, randomness, foreign tasks) breaks its replay.</summary>
public abstract class TaskOrchestrationContext
{
    protected TaskOrchestrationContext()
    {
    }

    public abstract TaskName Name { get; }

    public abstract string InstanceId { get; }

    /// <summary>Null unless another orchestration started this one.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>When the current episode began (UTC): the same at each replay, and constant between two awaits.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>True while code runs again that ran before.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Empty for an unversioned instance.</summary>
    public virtual string Version => string.Empty;

    public virtual IReadOnlyDictionary<string, object?> Properties { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    public virtual ILoggerFactory ReplaySafeLoggerFactory => new ReplaySafeLoggerFactory(this, LoggerFactory);

    protected abstract ILoggerFactory LoggerFactory { get; }

    public abstract T? GetInput<T>();

    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync<object?>(name, input: null, options);

    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object?>(name, input, options);

    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, input: null, options);

    /// <exception cref="TaskFailedException">The activity failed, after all retries (when awaited).</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<object?>(orchestratorName, input: null, options);

    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object?>(orchestratorName, input, options);

    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, input: null, options);

    /// <exception cref="TaskFailedException">The sub-orchestration failed, after all retries (when awaited).</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <param name="fireAt">Converted to UTC; a past time fires at once.</param>
    /// <param name="cancellationToken">Cancels the timer; an open one keeps the orchestration from completing.</param>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for the next event of that name (in any case); the latest of several waiters gets it.</summary>
    /// <exception cref="ArgumentException">Something waits for the same name with another type.</exception>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <exception cref="TaskCanceledException">No event came in time.</exception>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) =>
        WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <exception cref="TaskCanceledException">No event came in time, or the token was cancelled.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timerCancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task timer = CreateTimer(timeout, timerCancellation.Token);

        using CancellationTokenSource eventCancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<T> received = WaitForExternalEvent<T>(eventName, eventCancellation.Token);

        Task first = await Task.WhenAny(timer, received);
#pragma warning disable MA0042, CA1849 // CancelAsync would call back on another thread, which an orchestration must not see.
        if (first == received)
        {
            timerCancellation.Cancel();
        }
        else
        {
            eventCancellation.Cancel();
        }
#pragma warning restore MA0042, CA1849

        return await received;
    }

    /// <summary>Sends an event to another orchestration; one that is unknown or has ended never sees it.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Shown by the client after the current episode; the last call counts, null clears it.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>When the orchestrator returns, it starts over with this input and an empty history; what it returns is ignored.</summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>A name-based id (version 5) that is the same at each replay.</summary>
    public abstract Guid NewGuid();

    public virtual ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    public virtual ILogger CreateReplaySafeLogger(Type type) => new ReplaySafeLogger(this, LoggerFactory.CreateLogger(type));

    public virtual ILogger CreateReplaySafeLogger<T>() => new ReplaySafeLogger(this, LoggerFactory.CreateLogger<T>());

    /// <returns>Below 0 when this instance's version is older than the given one, 0 when equal, above 0 when newer.</returns>
    public virtual int CompareVersionTo(string version) => VersionComparison.Compare(Version, version);
}
