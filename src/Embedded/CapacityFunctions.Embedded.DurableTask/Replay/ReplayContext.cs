using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>The context over which one run of an orchestrator replays its history and goes on.</summary>
internal sealed partial class ReplayContext : TaskOrchestrationContext
{
    /// <summary>Longer timers are made of several, as in the real engine.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);

    private readonly OrchestratorThread _thread;
    private readonly ExecutionStart _start;
    private readonly DataConverter _converter;
    private readonly string? _defaultVersion;
    private readonly ExternalEvents _events;
    private readonly Queue<IncomingEvent> _heldBack = new();
    private readonly Dictionary<int, OpenTask> _open = [];
    private List<ScheduledAction> _actions = [];
    private IReadOnlyList<ScheduledAction> _recorded = [];
    private DateTime _now;
    private int _nextId;
    private int _nextGuid;
    private bool _replaying;
    private ContinueAsNewOptions? _continueAsNew;

    public ReplayContext(
        OrchestratorThread thread, ExecutionStart start, DataConverter converter, ILoggerFactory loggers, string? defaultVersion)
    {
        _thread = thread;
        _start = start;
        _converter = converter;
        _defaultVersion = defaultVersion;
        _events = new ExternalEvents(converter);
        LoggerFactory = loggers;
        Parent = start.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;
    }

    public override TaskName Name => _start.Name;

    public override string InstanceId => _start.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; }

    public override string Version => _start.Version ?? string.Empty;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    /// <summary>JSON or null; set by the orchestrator.</summary>
    public string? CustomStatus { get; private set; }

    public bool IsSuspended { get; private set; }

    public IReadOnlySet<int> OpenTasks => _open.Keys.ToHashSet();

    public bool HasOpenTasks => _open.Count > 0;

    public bool WaitsForEvents => _events.HasOpenWaiters;

    protected override ILoggerFactory LoggerFactory { get; }

    public override T? GetInput<T>()
        where T : default => _converter.Deserialize<T>(_start.Input);

    public object? ReadInput(Type type) => _converter.Deserialize(_start.Input, type);

    public override Guid NewGuid()
    {
        _thread.Guard();
        return NameBasedGuid.Create(InstanceId, _now, _nextGuid++);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        _thread.Guard();
        CustomStatus = _converter.Serialize(customStatus);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _thread.Guard();
        _continueAsNew = options;
    }

    public bool ContinuesAsNew => _continueAsNew is not null;

    /// <summary>Null unless the orchestrator asked to start over.</summary>
    public Continuation? TakeContinuation() => _continueAsNew is { } options
        ? new Continuation(
            _converter.Serialize(options.NewInput), options.NewVersion, options.PreserveUnprocessedEvents ? [.. _events.Kept] : [])
        : null;

    /// <param name="at">The clock from now on (UTC).</param>
    /// <param name="replaying">Whether code that runs now ran before.</param>
    /// <param name="recorded">What history says that it asked for then; none for a new episode.</param>
    public void BeginEpisode(DateTime at, bool replaying, IReadOnlyList<ScheduledAction> recorded)
    {
        _now = at;
        _replaying = replaying;
        _recorded = recorded;
    }

    /// <summary>What was asked for since the last call.</summary>
    public IReadOnlyList<ScheduledAction> TakeActions()
    {
        List<ScheduledAction> taken = _actions;
        _actions = [];
        return taken;
    }

    public void Handle(IncomingEvent incoming)
    {
        switch (incoming)
        {
            case ExecutionSuspended:
                IsSuspended = true;
                break;
            case ExecutionResumed:
                Resume();
                break;
            case var _ when IsSuspended:
                _heldBack.Enqueue(incoming);
                break;
            case EventRaised raised:
                _events.Raise(raised);
                break;
            case TaskSucceeded succeeded:
                Close(succeeded.TaskId)?.Succeed(succeeded.Result);
                break;
            case TimerFired fired:
                Close(fired.TaskId)?.Succeed(result: null);
                break;
            case TaskFailed failed:
                Close(failed.TaskId)?.Fail(failed.Failure);
                break;
        }
    }

    private void Resume()
    {
        IsSuspended = false;
        while (!IsSuspended && _heldBack.TryDequeue(out IncomingEvent? held))
        {
            Handle(held);
            _thread.Drain();
        }
    }

    /// <summary>
    /// What history has for the step that comes now, if it is this very step: its input needn't be serialized again, which is most of
    /// what a long replay would cost.
    /// </summary>
    private T? Recorded<T>(string name)
        where T : ScheduledAction =>
        _actions.Count < _recorded.Count && _recorded[_actions.Count] is T recorded && recorded.Id == _nextId && recorded.IsNamed(name)
            ? recorded
            : null;

    /// <returns>Null for a task that is no longer open: late and repeated results are ignored.</returns>
    private OpenTask? Close(int id) => _open.Remove(id, out OpenTask? task) ? task : null;

    /// <summary>A task or timer without a result so far.</summary>
    private sealed class OpenTask(string name, int id, bool isActivity)
    {
        // Continuations run within Set…, on the orchestrator's thread, as its code expects.
        private readonly TaskCompletionSource<string?> _completion = new();

        public Task<string?> Task => _completion.Task;

        public void Succeed(string? result) => _completion.TrySetResult(result);

        public void Fail(TaskFailureDetails failure)
        {
            _completion.TrySetException(Describe(failure));
            _ = _completion.Task.Exception; // Observed, whether the orchestrator awaits it or not.
        }

        public void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);

        /// <summary>The real engine wraps the framework's exception for an activity, and none for a sub-orchestration.</summary>
        private TaskFailedException Describe(TaskFailureDetails failure) => isActivity
            ? new TaskFailedException(
                name, id, failure, new CoreTaskFailedException(failure.ErrorMessage) { Name = name, ScheduleId = id })
            : new TaskFailedException(name, id, failure);
    }
}
