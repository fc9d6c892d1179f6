using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CapacityFunctions.Tests.Cycles;

/// <summary>Runs an orchestrator without an engine: every activity answers by script, and is written down.</summary>
/// <param name="answer">What an activity or sub-orchestration returns, by its name; it may throw.</param>
internal sealed class ScriptedContext(Func<string, object?> answer) : TaskOrchestrationContext
{
    /// <summary>The calls in their order.</summary>
    public List<(string Name, object? Input)> Calls { get; } = [];

    public override TaskName Name => "scripted";

    public override string InstanceId => "scripted";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public override T? GetInput<T>()
        where T : default => default;

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
        await AnswerAsync<TResult>(name, input);

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        await AnswerAsync<TResult>(orchestratorName, input);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

    public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();

    private async Task<TResult> AnswerAsync<TResult>(TaskName name, object? input)
    {
        Calls.Add((name.Name, input));
        await Task.Yield();
        try
        {
            return (TResult)answer(name.Name)!;
        }
        catch (Exception broken) when (broken is IOException or InvalidOperationException)
        {
            throw new TaskFailedException(name.Name, Calls.Count, broken);
        }
    }
}
