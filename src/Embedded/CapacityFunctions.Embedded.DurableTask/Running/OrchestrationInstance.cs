using System.Diagnostics;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// An open instance in memory: its history, and the messages that wait for it. One worker at a time runs it; messages may be added
/// from any thread.
/// </summary>
internal sealed class OrchestrationInstance
{
    private readonly Lock _gate = new();
    private readonly Queue<InboxMessage> _inbox = new();
    private readonly Dictionary<int, DurableTimer> _timers = [];
    private readonly HashSet<string> _handledMessageIds = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<Episode> _episodes = [];
    private HashSet<int> _openTasks = [];
    private bool _isScheduled;
    private bool _isDue;
    private bool _isSuspended;
    private DateTimeOffset _lastUpdatedAt;
    private Activity? _span;

    public OrchestrationInstance(ExecutionStart start, int generation)
    {
        Start = start;
        Generation = generation;
        _lastUpdatedAt = start.CreatedAt;
    }

    public OrchestrationInstance(StoredInstance stored)
        : this(stored.Start, stored.Generation)
    {
        HasPendingSends = stored.HasPendingSends;
        foreach (Episode episode in stored.Episodes)
        {
            Append(episode);
        }

        if (_episodes.Count > 0 || Start.IsContinuation)
        {
            _started.TrySetResult();
        }

        foreach (InboxMessage message in stored.Inbox)
        {
            _inbox.Enqueue(message);
        }

        // More than are really open (a cancelled timer looks open here); the next episode tells.
        IEnumerable<ScheduledAction> actions = _episodes.SelectMany(episode => episode.Actions);
        _openTasks = [.. actions.Where(action => action is not EventSent).Select(action => action.Id)];
        _openTasks.ExceptWith(_episodes.SelectMany(episode => episode.Events).Select(TaskIdOf).OfType<int>());
    }

    public string Id => Start.InstanceId;

    public ExecutionStart Start { get; private set; }

    public int Generation { get; private set; }

    public int NextSequence => _episodes.Count + 1;

    /// <summary>Oldest first; to be used by the worker that runs the instance only.</summary>
    public IReadOnlyList<Episode> Episodes => _episodes;

    public string? CustomStatus { get; private set; }

    /// <summary>What the instance calls belongs to this span; to the trace that started it where none is written.</summary>
    public ActivityContext TraceContext => _span?.Context
        ?? (ActivityContext.TryParse(Start.TraceParent, Start.TraceState, out ActivityContext started) ? started : default);

    /// <summary>Set from the last commit on.</summary>
    public Completion? Completion { get; private set; }

    /// <summary>Whether events of the last stored row may not have been sent; known after loading only.</summary>
    public bool HasPendingSends { get; init; }

    /// <summary>Done when the first episode has been stored.</summary>
    public Task Started => _started.Task;

    /// <summary>Done when the instance has ended and its index row says so, or when another one has replaced it.</summary>
    public Task Left => _left.Task;

    public OrchestrationRuntimeStatus Status
    {
        get
        {
            lock (_gate)
            {
                return Completion?.Status ??
                    (_isSuspended ? OrchestrationRuntimeStatus.Suspended
                    : _episodes.Count == 0 && !Start.IsContinuation ? OrchestrationRuntimeStatus.Pending
                    : OrchestrationRuntimeStatus.Running);
            }
        }
    }

    /// <summary>Adds a message.</summary>
    /// <returns>True when the caller must have a worker run the instance.</returns>
    public bool Enqueue(InboxMessage message)
    {
        lock (_gate)
        {
            _inbox.Enqueue(message);
            return TrySchedule();
        }
    }

    /// <summary>The start time has come.</summary>
    /// <returns>True when the caller must have a worker run the instance.</returns>
    public bool MakeDue()
    {
        lock (_gate)
        {
            _isDue = true;
            return TrySchedule();
        }
    }

    /// <summary>A worker has run the instance.</summary>
    /// <returns>True when it must be run again at once.</returns>
    public bool Release()
    {
        lock (_gate)
        {
            _isScheduled = false;
            return TrySchedule();
        }
    }

    /// <summary>Removes the oldest messages for an episode, at most so many of them with a row in storage.</summary>
    public IReadOnlyList<InboxMessage> Take(int maxRows)
    {
        lock (_gate)
        {
            List<InboxMessage> taken = [];
            for (int rows = 0; rows < maxRows && _inbox.TryDequeue(out InboxMessage? message); rows += message.RowKey is null ? 0 : 1)
            {
                taken.Add(message);
            }

            return taken;
        }
    }

    /// <summary>The events among the messages that concern this execution and haven't been handled yet.</summary>
    public IReadOnlyList<IncomingEvent> Accept(IReadOnlyList<InboxMessage> messages)
    {
        HashSet<string> messageIds = new(StringComparer.Ordinal);
        return
        [
            .. messages.Where(Accepts)
                .Select(message => message.Event)
                .Where(incoming => incoming is not EventRaised { MessageId: { } id } || messageIds.Add(id)),
        ];
    }

    private bool Accepts(InboxMessage message)
    {
        if (message.ExecutionId is not null && !string.Equals(message.ExecutionId, Start.ExecutionId, StringComparison.Ordinal))
        {
            return false;
        }

        return message.Event switch
        {
            EventRaised { MessageId: { } id } => !_handledMessageIds.Contains(id),
            var other => TaskIdOf(other) is not { } taskId || _openTasks.Contains(taskId),
        };
    }

    /// <summary>The first episode in this process begins the span; a process that takes over begins another one in the same trace.</summary>
    public void BeginSpan() => _span ??= DurableTraces.BeginOrchestration(Start);

    /// <summary>A stored episode becomes part of the history.</summary>
    public void Apply(Episode episode, EpisodeOutcome outcome)
    {
        lock (_gate)
        {
            Append(episode);
            _openTasks = [.. outcome.OpenTasks];
            _isSuspended = outcome.IsSuspended;
            Completion = outcome.Completion;
        }

        foreach (int timer in _timers.Keys.Where(id => !_openTasks.Contains(id)).ToArray())
        {
            _timers.Remove(timer, out DurableTimer? done);
            done?.Dispose();
        }

        _started.TrySetResult();
    }

    /// <summary>The instance starts over.</summary>
    public void BeginExecution(ExecutionStart start, int generation, DateTimeOffset now)
    {
        lock (_gate)
        {
            Start = start;
            Generation = generation;
            CustomStatus = null;
            _episodes = [];
            _openTasks = [];
            _lastUpdatedAt = now;
        }

        StopTimers();
        _handledMessageIds.Clear();
        _started.TrySetResult();
    }

    public bool HasTimer(int taskId) => _timers.ContainsKey(taskId);

    public void AddTimer(int taskId, DurableTimer timer) => _timers.Add(taskId, timer);

    /// <summary>Actions of the history whose tasks have no result yet.</summary>
    public IReadOnlyList<ScheduledAction> OpenActions() =>
        [.. _episodes.SelectMany(episode => episode.Actions).Where(action => _openTasks.Contains(action.Id))];

    public bool IsOpen(int taskId) => _openTasks.Contains(taskId);

    /// <summary>The instance has ended or been replaced: nothing of it goes on.</summary>
    public void Leave()
    {
        StopTimers();
        EndSpan();
        _started.TrySetResult();
        _left.TrySetResult();
    }

    public InstanceRow ToRow()
    {
        OrchestrationRuntimeStatus status = Status;
        lock (_gate)
        {
            return new InstanceRow
            {
                InstanceId = Id,
                Name = Start.Name,
                ExecutionId = Start.ExecutionId,
                Status = status,
                CreatedAt = Start.CreatedAt,
                LastUpdatedAt = _lastUpdatedAt,
                Version = Start.Version,
                Input = Start.Input,
                Output = Completion?.Output,
                CustomStatus = CustomStatus,
                Failure = Completion?.Failure,
                Tags = Start.Tags,
                Parent = Start.Parent,
            };
        }
    }

    /// <summary>An instance that only leaves this process goes on elsewhere: its span stays unwritten.</summary>
    private void EndSpan()
    {
        if (Completion is not { } completion)
        {
            return;
        }

        if (completion.Failure is { } failure)
        {
            _span.Fail(failure.ErrorMessage);
        }

        _span?.SetTag("durabletask.task.status", completion.Status.ToString());
        _span?.Dispose();
        _span = null;
    }

    private static int? TaskIdOf(IncomingEvent incoming) => incoming switch
    {
        TaskSucceeded succeeded => succeeded.TaskId,
        TaskFailed failed => failed.TaskId,
        TimerFired fired => fired.TaskId,
        _ => null,
    };

    private void Append(Episode episode)
    {
        _episodes.Add(episode);
        _lastUpdatedAt = new DateTimeOffset(episode.At, TimeSpan.Zero);
        Completion = episode.Completion;
        if (episode.CustomStatusChanged)
        {
            CustomStatus = episode.CustomStatus;
        }

        foreach (IncomingEvent incoming in episode.Events)
        {
            switch (incoming)
            {
                case EventRaised { MessageId: { } id }:
                    _handledMessageIds.Add(id);
                    break;
                case ExecutionSuspended or ExecutionResumed:
                    _isSuspended = incoming is ExecutionSuspended;
                    break;
            }
        }
    }

    /// <summary>Before the start time only a termination is worth a run.</summary>
    private bool TrySchedule()
    {
        bool hasWork = Completion is null && (_isDue
            ? _inbox.Count > 0 || _episodes.Count == 0
            : _inbox.Any(message => message.Event is ExecutionTerminated));
        if (_isScheduled || !hasWork)
        {
            return false;
        }

        _isScheduled = true;
        return true;
    }

    private void StopTimers()
    {
        foreach (DurableTimer timer in _timers.Values)
        {
            timer.Dispose();
        }

        _timers.Clear();
    }
}
