using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Runs an orchestrator from the top over its history, then over what is new. Does no I/O and keeps nothing.</summary>
internal sealed class EpisodeRunner(IDurableTaskInvoker invoker, DataConverter converter, ILoggerFactory loggers, string? defaultVersion)
{
    /// <param name="start">What the execution began with.</param>
    /// <param name="history">Its earlier episodes, oldest first.</param>
    /// <param name="at">Clock of the new episode (UTC).</param>
    /// <param name="events">What is new.</param>
    /// <param name="reportLateViolation">Called when code of this run turns up on a foreign thread after the run.</param>
    public EpisodeOutcome Run(
        ExecutionStart start,
        IReadOnlyList<Episode> history,
        DateTime at,
        IReadOnlyList<IncomingEvent> events,
        Action<string> reportLateViolation)
    {
        if (!invoker.IsOrchestrator(start.Name))
        {
            return Failed($"There is no orchestrator function named '{start.Name}'.");
        }

        OrchestratorThread thread = new(reportLateViolation);
        ReplayContext context = new(thread, start, converter, loggers, defaultVersion);
        Execution execution = new(thread, context, invoker);
        try
        {
            EpisodeOutcome? outcome = null;
            thread.Run(() => outcome = execution.Run(start, history, at, events, converter));
            return outcome!;
        }
        catch (NonDeterministicOrchestrationException mismatch)
        {
            return EpisodeOutcome.Ended(Completion.Failed(TaskFailureDetails.FromException(mismatch)), context.CustomStatus);
        }
        finally
        {
            thread.End();
        }
    }

    private static EpisodeOutcome Failed(string message) => EpisodeOutcome.Ended(
        Completion.Failed(TaskFailureDetails.FromException(new InvalidOperationException(message))), customStatus: null);

    private sealed class Execution(OrchestratorThread thread, ReplayContext context, IDurableTaskInvoker invoker)
    {
        private Task<object?>? _function;
        private Exception? _unhandled;
        private volatile bool _returnedOnThread;

        public EpisodeOutcome Run(
            ExecutionStart start,
            IReadOnlyList<Episode> history,
            DateTime at,
            IReadOnlyList<IncomingEvent> events,
            DataConverter converter)
        {
            foreach (Episode past in history)
            {
                context.BeginEpisode(past.At, replaying: true, past.Actions);
                Play(start, past.Events, isNew: false);
                Verify(start, past.Actions, context.TakeActions());
            }

            context.BeginEpisode(at, replaying: history.Count > 0, recorded: []);
            Play(start, events, isNew: true);
            return Conclude(converter);
        }

        private void Play(ExecutionStart start, IReadOnlyList<IncomingEvent> events, bool isNew)
        {
            if (_function is null)
            {
                Begin(start.Name);
                foreach (EventRaised carried in start.CarriedEvents)
                {
                    Step(carried);
                }
            }

            foreach (IncomingEvent incoming in events)
            {
                if (isNew)
                {
                    context.BeginEpisode(context.CurrentUtcDateTime, replaying: false, recorded: []);
                }

                Step(incoming);
            }
        }

        private void Begin(TaskName name)
        {
            Guarded(() =>
            {
                _function = invoker.RunOrchestratorAsync(name, context);
                if (_function.IsCompleted)
                {
                    _returnedOnThread = true;
                }
                else
                {
                    int threadId = Environment.CurrentManagedThreadId;
                    _ = _function.ContinueWith(
                        _ => NoteReturn(threadId),
                        CancellationToken.None,
                        TaskContinuationOptions.ExecuteSynchronously,
                        TaskScheduler.Default);
                }
            });
            _function ??= Task.FromException<object?>(_unhandled!);
        }

        /// <summary>An async function that returns on another thread awaited something foreign.</summary>
        private void NoteReturn(int threadId)
        {
            if (Environment.CurrentManagedThreadId == threadId)
            {
                _returnedOnThread = true;
            }
            else
            {
                thread.ReportViolation();
            }
        }

        private void Step(IncomingEvent incoming) => Guarded(() => context.Handle(incoming));

        /// <summary>User code runs in here: what it throws past its own task (async void, a throwing callback) fails the instance.</summary>
        private void Guarded(Action action)
        {
            try
            {
                action();
                thread.Drain();
            }
            catch (Exception unhandled)
            {
                _unhandled ??= unhandled;
            }
        }

        private static void Verify(ExecutionStart start, IReadOnlyList<ScheduledAction> recorded, IReadOnlyList<ScheduledAction> repeated)
        {
            for (int index = 0; index < Math.Max(recorded.Count, repeated.Count); index++)
            {
                if (index >= recorded.Count || index >= repeated.Count || !recorded[index].IsSameStep(repeated[index]))
                {
                    string before = index < recorded.Count ? recorded[index].Step : "nothing";
                    string now = index < repeated.Count ? repeated[index].Step : "nothing";
                    int id = index < recorded.Count ? recorded[index].Id : repeated[index].Id;
                    throw new NonDeterministicOrchestrationException(
                        $"Orchestrator '{start.Name}' of instance '{start.InstanceId}' is not deterministic: at step #{id} its history " +
                        $"has {before}, its code now asks for {now}. An orchestrator must ask for the same steps in the same order " +
                        "at each replay; code changed under a running instance does this too.");
                }
            }
        }

        private EpisodeOutcome Conclude(DataConverter converter)
        {
            IReadOnlyList<ScheduledAction> actions = context.TakeActions();
            if (_unhandled is not null)
            {
                return Ended(Completion.Failed(TaskFailureDetails.FromException(_unhandled)), actions);
            }

            bool returned = _function!.IsCompleted;
            bool isStuck = !returned && !context.HasOpenTasks && !context.WaitsForEvents && !context.IsSuspended;
            if (thread.Violation is not null || isStuck || (returned && !_returnedOnThread))
            {
                return Ended(ForeignAwait(), actions);
            }

            // A suspension outlasts ContinueAsNew: the new execution begins, with what was held back, when the instance is resumed.
            if (!returned || context.HasOpenTasks || (context.IsSuspended && context.ContinuesAsNew))
            {
                return new EpisodeOutcome(
                    actions, context.OpenTasks, context.CustomStatus, context.IsSuspended, Completion: null, Continuation: null);
            }

            return Return(converter, actions);
        }

        private EpisodeOutcome Return(DataConverter converter, IReadOnlyList<ScheduledAction> actions)
        {
            try
            {
                object? result = _function!.GetAwaiter().GetResult();
                return context.TakeContinuation() is { } continuation
                    ? new EpisodeOutcome(actions, context.OpenTasks, CustomStatus: null, IsSuspended: false, Completion: null, continuation)
                    : Ended(new Completion(OrchestrationRuntimeStatus.Completed, converter.Serialize(result)), actions);
            }
            catch (Exception failure)
            {
                return Ended(Completion.Failed(TaskFailureDetails.FromException(failure)), actions);
            }
        }

        private EpisodeOutcome Ended(Completion completion, IReadOnlyList<ScheduledAction> actions) =>
            EpisodeOutcome.Ended(completion, context.CustomStatus) with
            {
                // What it sent before it ended is sent; tasks that nobody can wait for any more aren't started.
                Actions = [.. actions.OfType<EventSent>()],
            };

        private static Completion ForeignAwait() => Completion.Failed(TaskFailureDetails.FromException(
            new InvalidOperationException($"An invalid asynchronous invocation was detected. {OrchestratorThread.Rule}")));
    }
}
