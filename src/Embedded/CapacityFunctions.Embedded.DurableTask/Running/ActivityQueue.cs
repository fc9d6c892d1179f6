using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Runs activities, at most so many at a time, in the order in which they were scheduled.</summary>
internal sealed class ActivityQueue(
    IDurableTaskInvoker invoker,
    DataConverter converter,
    ILogger logger,
    Action<OrchestrationInstance, InboxMessage> deliver,
    HubLease? lease)
{
    private readonly Channel<Work> _queue = Channel.CreateUnbounded<Work>();
    private readonly CancellationTokenSource _intake = new();
    private int _running;

    public int Running => Volatile.Read(ref _running);

    public void Add(OrchestrationInstance instance, ActivityScheduled activity) =>
        _queue.Writer.TryWrite(new Work(instance, instance.Start.ExecutionId, activity));

    /// <summary>Nothing further is started; what runs goes on.</summary>
    public void Close() => _intake.Cancel();

    /// <param name="workers">Activities at the same time.</param>
    /// <param name="stopping">Cancels the activities that run, and ends the work.</param>
    public Task RunAsync(int workers, CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(stopping), CancellationToken.None)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        using CancellationTokenSource intake = CancellationTokenSource.CreateLinkedTokenSource(_intake.Token, stopping);
        try
        {
            while (true)
            {
                Work work = await _queue.Reader.ReadAsync(intake.Token);
                if (lease is not null)
                {
                    await lease.EnsureHeldAsync(intake.Token);
                }

                if (work.Instance.Completion is null)
                {
                    await RunAsync(work, stopping);
                }

                intake.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (intake.IsCancellationRequested)
        {
            // What is left in the queue is in history, and starts again with the hub.
        }
    }

    private async Task RunAsync(Work work, CancellationToken stopping)
    {
        Interlocked.Increment(ref _running);
        try
        {
            IncomingEvent result = await InvokeAsync(work, stopping);
            deliver(work.Instance, new InboxMessage(result, work.ExecutionId));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped, not failed: it runs again after the next start.
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<IncomingEvent> InvokeAsync(Work work, CancellationToken stopping)
    {
        ActivityScheduled activity = work.Activity;
        if (!invoker.IsActivity(activity.Name))
        {
            InvalidOperationException unknown = new($"There is no activity function named '{activity.Name}'.");
            return new TaskFailed(activity.Id, TaskFailureDetails.FromException(unknown));
        }

        using Activity? span = DurableTraces.BeginActivity(activity.Name, activity.Id, work.Instance.Id, work.Instance.TraceContext);
        try
        {
            object? result = await invoker.RunActivityAsync(activity.Name, work.Instance.Id, activity.Input, stopping);
            return new TaskSucceeded(activity.Id, converter.Serialize(result));
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            span.Fail(failure.Message);
            EngineLog.ActivityFailed(logger, activity.Name, activity.Id, work.Instance.Id, failure);
            return new TaskFailed(activity.Id, TaskFailureDetails.FromException(failure));
        }
    }

    private sealed record Work(OrchestrationInstance Instance, string ExecutionId, ActivityScheduled Activity);
}
