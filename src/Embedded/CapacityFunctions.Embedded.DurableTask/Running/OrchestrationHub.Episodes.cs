using Azure;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask;

/// <content>Running an instance: one episode, its commit, and what follows from it.</content>
internal sealed partial class OrchestrationHub
{
    private async Task RunEpisodeAsync(OrchestrationInstance instance, CancellationToken stopping)
    {
        if (_lease is not null)
        {
            await _lease.EnsureHeldAsync(stopping);
        }

        if (instance.Left.IsCompleted)
        {
            return;
        }

        if (_options.LeavesNewerVersions && VersionComparison.Compare(instance.Start.Version, _options.DefaultVersion) > 0)
        {
            throw new NotSupportedException($"Its version {instance.Start.Version} is newer than {_options.DefaultVersion}, which runs here.");
        }

        IReadOnlyList<InboxMessage> taken = instance.Take(HubStore.MaxMessagesPerCommit);
        string[] consumed = [.. taken.Select(message => message.RowKey).OfType<string>()];
        IReadOnlyList<IncomingEvent> events = instance.Accept(taken);
        if (events.Count == 0 && instance.Episodes.Count > 0)
        {
            await _retry.RunAsync(cancellation => _store.DeleteMessagesAsync(instance.Id, consumed, cancellation), stopping);
            return;
        }

        instance.BeginSpan();
        DateTime at = Now(instance);
        EpisodeOutcome outcome = RunCode(instance, at, events);
        if (outcome.Continuation is { } continuation)
        {
            await ContinueAsNewAsync(instance, continuation, outcome, consumed, stopping);
        }
        else
        {
            await CommitAsync(instance, at, events, outcome, consumed, stopping);
        }
    }

    /// <summary>The clock of an instance never goes back.</summary>
    private DateTime Now(OrchestrationInstance instance)
    {
        DateTime now = _time.GetUtcNow().UtcDateTime;
        return instance.Episodes.Count > 0 && instance.Episodes[^1].At > now ? instance.Episodes[^1].At : now;
    }

    private EpisodeOutcome RunCode(OrchestrationInstance instance, DateTime at, IReadOnlyList<IncomingEvent> events)
    {
        if (events.OfType<ExecutionTerminated>().FirstOrDefault() is { } terminated)
        {
            Completion completion = new(
                OrchestrationRuntimeStatus.Terminated, terminated.Output, TerminateChildren: terminated.Recursive);
            return EpisodeOutcome.Ended(completion, instance.CustomStatus);
        }

        if (events.OfType<ReplayRefused>().FirstOrDefault() is { } refused)
        {
            TaskFailureDetails failure = TaskFailureDetails.FromException(
                new InvalidOperationException($"An invalid asynchronous invocation was detected. {refused.Reason}"));
            return EpisodeOutcome.Ended(Completion.Failed(failure), instance.CustomStatus);
        }

        string executionId = instance.Start.ExecutionId;
        return _runner.Run(
            instance.Start,
            instance.Episodes,
            at,
            events,
            reason => Deliver(instance, new InboxMessage(new ReplayRefused(reason), executionId)));
    }

    private async Task CommitAsync(
        OrchestrationInstance instance,
        DateTime at,
        IReadOnlyList<IncomingEvent> events,
        EpisodeOutcome outcome,
        IReadOnlyList<string> consumed,
        CancellationToken stopping)
    {
        Episode episode = Describe(instance, at, events, outcome);
        int sequence = instance.NextSequence;
        try
        {
            await StoreAsync(episode);
        }
        catch (Exception refused) when (refused is InvalidOperationException and not (HubOwnershipException or HistoryLostException)
            or RequestFailedException { Status: 400 or 413 })
        {
            // Storage will never take this episode: the instance fails, and says why.
            outcome = EpisodeOutcome.Ended(Completion.Failed(TaskFailureDetails.FromException(refused)), instance.CustomStatus);
            episode = Describe(instance, at, [], outcome);
            await StoreAsync(episode);
        }

        instance.Apply(episode, outcome);
        await FollowUpAsync(instance, instance.Start.ExecutionId, sequence, episode.Actions, stopping);
        if (episode.Completion is not null)
        {
            await EndAsync(instance, stopping);
        }

        Task StoreAsync(Episode stored) => _retry.RunAsync(
            cancellation => _store.CommitEpisodeAsync(instance.Id, instance.Generation, sequence, stored, consumed, cancellation),
            stopping);
    }

    private static Episode Describe(
        OrchestrationInstance instance, DateTime at, IReadOnlyList<IncomingEvent> events, EpisodeOutcome outcome)
    {
        bool changed = !string.Equals(instance.CustomStatus, outcome.CustomStatus, StringComparison.Ordinal);
        return new Episode
        {
            At = at,
            Events = events,
            Actions = outcome.Actions,
            CustomStatusChanged = changed,
            CustomStatus = changed ? outcome.CustomStatus : null,
            Completion = outcome.Completion,
        };
    }

    private async Task ContinueAsNewAsync(
        OrchestrationInstance instance,
        Continuation continuation,
        EpisodeOutcome outcome,
        IReadOnlyList<string> consumed,
        CancellationToken stopping)
    {
        string oldExecution = instance.Start.ExecutionId;
        ExecutionStart next = instance.Start with
        {
            ExecutionId = Guid.NewGuid().ToString("N"),
            Input = continuation.Input,
            Version = continuation.Version ?? instance.Start.Version,
            StartAt = null,
            CarriedEvents = continuation.CarriedEvents,
            PendingSends = [.. outcome.Actions.OfType<EventSent>()],
            PendingSendsExecutionId = oldExecution,
        };
        int generation = instance.Generation + 1;
        string lastRow = HubStore.HistoryRow(instance.Generation, instance.NextSequence - 1);
        await _retry.RunAsync(cancellation => _store.CommitStartAsync(generation, next, lastRow, consumed, cancellation), stopping);

        instance.BeginExecution(next, generation, _time.GetUtcNow());
        await FollowUpAsync(instance, oldExecution, sequence: 0, next.PendingSends, stopping);
        await _retry.RunAsync(
            async cancellation =>
            {
                using (await _gates.EnterAsync(instance.Id, cancellation))
                {
                    await _store.DeleteOlderAsync(instance.Id, generation, keepMessages: true, cancellation);
                }
            },
            stopping);
    }

    /// <summary>Does what the actions ask for. After a crash it is done again from history, so all of it bears repetition.</summary>
    private async Task FollowUpAsync(
        OrchestrationInstance instance,
        string executionId,
        int sequence,
        IReadOnlyList<ScheduledAction> actions,
        CancellationToken stopping)
    {
        EventSent[] sends = [.. actions.OfType<EventSent>()];
        foreach (EventSent sent in sends)
        {
            string messageId = $"{instance.Id}/{executionId}/{sent.Id}";
            if (!await SendSurelyAsync(sent.InstanceId, new EventRaised(sent.Name, sent.Payload, messageId), stopping))
            {
                EngineLog.EventLost(_logger, sent.Name, instance.Id, sent.InstanceId);
            }
        }

        if (sends.Length > 0)
        {
            await _retry.RunAsync(
                cancellation => _store.ClearPendingSendsAsync(instance.Id, instance.Generation, sequence, cancellation), stopping);
        }

        foreach (ScheduledAction action in actions.Where(action => instance.IsOpen(action.Id)))
        {
            await BeginTaskAsync(instance, action, stopping);
        }
    }

    private async Task BeginTaskAsync(OrchestrationInstance instance, ScheduledAction action, CancellationToken stopping)
    {
        string executionId = instance.Start.ExecutionId;
        switch (action)
        {
            case ActivityScheduled activity:
                _activities.Add(instance, activity);
                break;
            case TimerCreated timer when !instance.HasTimer(timer.Id):
                InboxMessage fired = new(new TimerFired(timer.Id), executionId);
                DateTimeOffset fireAt = new(timer.FireAt, TimeSpan.Zero);
                instance.AddTimer(timer.Id, new DurableTimer(_time, fireAt, () => Deliver(instance, fired)));
                break;
            case SubOrchestrationScheduled child:
                await BeginChildAsync(instance, child, stopping);
                break;
        }
    }

    /// <summary>Tells the parent and the index, and forgets the instance.</summary>
    private async Task EndAsync(OrchestrationInstance instance, CancellationToken stopping)
    {
        Completion completion = instance.Completion!;
        await TellParentAsync(instance.Start.Parent, completion, stopping);
        if (completion.TerminateChildren)
        {
            foreach (SubOrchestrationScheduled child in instance.Episodes.SelectMany(e => e.Actions).OfType<SubOrchestrationScheduled>())
            {
                await SendSurelyAsync(child.InstanceId, new ExecutionTerminated(completion.Output, Recursive: true), stopping);
            }
        }

        using (await _gates.EnterAsync(instance.Id, stopping))
        {
            if (IsCurrent(instance))
            {
                await _retry.RunAsync(cancellation => _store.Index.WriteAsync(instance.ToRow(), cancellation), stopping);
                _open.TryRemove(instance.Id, out _);
            }
        }

        instance.Leave();
        if (completion.Failure is { } failure)
        {
            EngineLog.InstanceFailed(_logger, instance.Start.Name, instance.Id, failure.ErrorMessage);
        }
        else
        {
            EngineLog.InstanceEnded(_logger, instance.Start.Name, instance.Id, completion.Status.ToString());
        }
    }

    private async Task TellParentAsync(ParentReference? parent, Completion completion, CancellationToken stopping)
    {
        if (parent is null)
        {
            return;
        }

        IncomingEvent result = completion switch
        {
            { Status: OrchestrationRuntimeStatus.Completed } => new TaskSucceeded(parent.TaskId, completion.Output),
            { Failure: { } failure } => new TaskFailed(parent.TaskId, failure),
            _ => new TaskFailed(parent.TaskId, new TaskFailureDetails(
                "(unknown)",
                $"The sub-orchestration was terminated: {completion.Output}",
                StackTrace: null,
                InnerFailure: null,
                Properties: null)),
        };
        await SendSurelyAsync(parent.InstanceId, result, stopping, parent.ExecutionId);
    }

    private bool IsCurrent(OrchestrationInstance instance) =>
        _open.TryGetValue(instance.Id, out OrchestrationInstance? current) && ReferenceEquals(current, instance);
}
