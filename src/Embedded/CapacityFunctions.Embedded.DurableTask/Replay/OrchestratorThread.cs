namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>
/// The synchronisation context and task scheduler of one run of an orchestrator. All of its code runs on the thread that made it;
/// whatever arrives from another thread is the continuation of a task that isn't durable, is not run, and is reported.
/// </summary>
internal sealed class OrchestratorThread : SynchronizationContext
{
    public const string Rule =
        "Orchestrator code may await only tasks of its TaskOrchestrationContext (and Task.WhenAll, Task.WhenAny over them). " +
        "It awaited another task (such as Task.Delay, Task.Run, I/O, or one with ConfigureAwait(false)): that can't be replayed. " +
        "Use context.CreateTimer instead of Task.Delay, and an activity for everything else.";

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly Lock _gate = new();
    private readonly Action<string> _reportLateViolation;
    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private bool _ended;
    private string? _violation;

    /// <param name="reportLateViolation">Called, at most once and from any thread, when the rule is found broken after the run.</param>
    public OrchestratorThread(Action<string> reportLateViolation)
    {
        _reportLateViolation = reportLateViolation;
        Scheduler = new InlineScheduler(this);
    }

    public TaskScheduler Scheduler { get; }

    /// <summary>How the rule was broken so far, or null.</summary>
    public string? Violation
    {
        get
        {
            lock (_gate)
            {
                return _violation;
            }
        }
    }

    /// <summary>False: the caller is the continuation of a task that isn't durable.</summary>
    public bool IsOwnThread => Environment.CurrentManagedThreadId == _threadId && !_ended;

    /// <exception cref="InvalidOperationException">The caller is not the orchestrator's own code on its own thread.</exception>
    public void Guard()
    {
        if (!IsOwnThread)
        {
            ReportViolation();
            throw new InvalidOperationException(Rule);
        }
    }

    /// <summary>Runs the action on this thread, with this context and scheduler current.</summary>
    public void Run(Action action)
    {
        Task run = new(() =>
        {
            SynchronizationContext? outer = Current;
            SetSynchronizationContext(this);
            try
            {
                action();
            }
            finally
            {
                SetSynchronizationContext(outer);
            }
        });
        run.RunSynchronously(Scheduler);
        run.GetAwaiter().GetResult();
    }

    /// <summary>Runs what was posted, until nothing is left.</summary>
    public void Drain()
    {
        while (_posted.TryDequeue(out (SendOrPostCallback Callback, object? State) posted))
        {
            posted.Callback(posted.State);
        }
    }

    /// <summary>From now on the thread belongs to others again.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
        }
    }

    public void ReportViolation()
    {
        bool late;
        lock (_gate)
        {
            late = _ended && _violation is null;
            _violation ??= Rule;
        }

        if (late)
        {
            _reportLateViolation(Rule);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsOwnThread)
        {
            _posted.Enqueue((d, state));
        }
        else
        {
            ReportViolation();
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        Guard();
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    private sealed class InlineScheduler(OrchestratorThread owner) : TaskScheduler
    {
        public override int MaximumConcurrencyLevel => 1;

        protected override void QueueTask(Task task)
        {
            if (owner.IsOwnThread)
            {
                TryExecuteTask(task);
            }
            else
            {
                owner.ReportViolation();
            }
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
            owner.IsOwnThread && TryExecuteTask(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
