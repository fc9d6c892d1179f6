using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask;

/// <content>Loading, creating, messaging and deleting instances.</content>
internal sealed partial class OrchestrationHub
{
    private const int ParallelLoads = 8;

    private static readonly IReadOnlyList<string> OpenStatuses =
    [
        nameof(OrchestrationRuntimeStatus.Pending),
        nameof(OrchestrationRuntimeStatus.Running),
        nameof(OrchestrationRuntimeStatus.Suspended),
    ];

    public HubStore Store => _store;

    public OrchestrationInstance? FindOpen(string instanceId) => _open.GetValueOrDefault(instanceId);

    /// <summary>Stores and starts a new instance; an ended one with its id is replaced.</summary>
    /// <exception cref="OrchestrationAlreadyExistsException">One with its id is in a status that refuses it.</exception>
    public async Task CreateAsync(
        ExecutionStart start, bool idMayBeTaken, IReadOnlyList<string>? dedupeStatuses, CancellationToken cancellationToken)
    {
        while (true)
        {
            OrchestrationInstance? ending;
            using (await _gates.EnterAsync(start.InstanceId, cancellationToken))
            {
                ending = FindOpen(start.InstanceId);
                if (ending?.Completion is null)
                {
                    int generation = idMayBeTaken ? await MakeRoomAsync(start.InstanceId, ending, dedupeStatuses, cancellationToken) : 0;
                    await StoreNewAsync(new OrchestrationInstance(start, generation), generation > 0, cancellationToken);
                    return;
                }
            }

            await ending.Left.WaitAsync(cancellationToken);
            ThrowIfStopped();
        }
    }

    /// <summary>Stores a message for an open instance and delivers it.</summary>
    /// <returns>False when there is no open instance of that id.</returns>
    public async Task<bool> SendAsync(string instanceId, IncomingEvent incoming, CancellationToken cancellationToken)
    {
        InboxMessage message = _store.Number(new InboxMessage(incoming));
        try
        {
            return await SendOnceAsync(instanceId, message, cancellationToken);
        }
        catch
        {
            // The sender is told that it failed; storage may think otherwise.
            _ = UndoAsync(cancellation => _store.DeleteMessagesAsync(instanceId, [message.RowKey!], cancellation));
            throw;
        }
    }

    private async Task<bool> SendOnceAsync(string instanceId, InboxMessage message, CancellationToken cancellationToken)
    {
        using (await _gates.EnterAsync(instanceId, cancellationToken))
        {
            OrchestrationInstance? target = FindOpen(instanceId);
            if (target is null || target.Completion is not null)
            {
                return false;
            }

            await _store.AddMessageAsync(instanceId, message, cancellationToken);
            Deliver(target, message);
            return true;
        }
    }

    /// <returns>1 when an ended instance was deleted, 0 when there was none.</returns>
    public async Task<int> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellationToken)
    {
        string[] children = [];
        using (await _gates.EnterAsync(instanceId, cancellationToken))
        {
            if (FindOpen(instanceId) is not null || await _store.Index.ReadAsync(instanceId, withPayloads: false, cancellationToken) is null)
            {
                return 0;
            }

            if (recursive && await _store.LoadAsync(InstanceIds.ToKey(instanceId), cancellationToken) is { } stored)
            {
                children = [.. stored.Episodes.SelectMany(e => e.Actions).OfType<SubOrchestrationScheduled>().Select(c => c.InstanceId)];
            }

            await _store.DeleteAsync(instanceId, cancellationToken);
        }

        int count = 1;
        foreach (string child in children)
        {
            count += await PurgeAsync(child, recursive, cancellationToken);
        }

        return count;
    }

    /// <summary>Sends for as long as it takes.</summary>
    private Task<bool> SendSurelyAsync(
        string instanceId, IncomingEvent incoming, CancellationToken stopping, string? executionId = null)
    {
        InboxMessage message = _store.Number(new InboxMessage(incoming, executionId));
        return _retry.RunAsync(cancellation => SendOnceAsync(instanceId, message, cancellation), stopping);
    }

    /// <summary>Takes back, in the background and for as long as it takes, what a failed call may have stored.</summary>
    private async Task UndoAsync(Func<CancellationToken, Task> undo)
    {
        try
        {
            await _retry.RunAsync(undo, _stopping.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or Azure.RequestFailedException)
        {
            EngineLog.UndoFailed(_logger, failure.Message);
        }
    }

    private async Task UndoCreateAsync(ExecutionStart start, CancellationToken cancellationToken)
    {
        using (await _gates.EnterAsync(start.InstanceId, cancellationToken))
        {
            if (FindOpen(start.InstanceId) is null &&
                await _store.Index.ReadAsync(start.InstanceId, withPayloads: false, cancellationToken) is { IsOpen: true } row &&
                string.Equals(row.ExecutionId, start.ExecutionId, StringComparison.Ordinal))
            {
                await _store.DeleteAsync(start.InstanceId, cancellationToken);
            }
        }
    }

    /// <summary>Checks that the id may be used, and ends what has it.</summary>
    /// <returns>The generation for the new instance.</returns>
    private async Task<int> MakeRoomAsync(
        string instanceId, OrchestrationInstance? open, IReadOnlyList<string>? dedupeStatuses, CancellationToken cancellationToken)
    {
        InstanceRow? row = open?.ToRow() ?? await _store.Index.ReadAsync(instanceId, withPayloads: false, cancellationToken);
        if (row is null)
        {
            return 0;
        }

        // Open in the index and not in memory: an earlier attempt to create it broke off half-way.
        bool isReal = open is not null || !row.IsOpen;
        string status = row.Status.ToString();
        if (isReal && (dedupeStatuses ?? OpenStatuses).Contains(status, StringComparer.OrdinalIgnoreCase))
        {
            throw new OrchestrationAlreadyExistsException($"An orchestration instance '{instanceId}' exists and is {status}.");
        }

        int generation = await _store.LastGenerationAsync(instanceId, cancellationToken) + 1;
        if (open is not null)
        {
            _open.TryRemove(instanceId, out _);
            open.Leave();
        }

        return generation;
    }

    private async Task StoreNewAsync(OrchestrationInstance instance, bool replaces, CancellationToken cancellationToken)
    {
        try
        {
            await _store.Index.WriteAsync(instance.ToRow(), cancellationToken);
            await _store.CommitStartAsync(instance.Generation, instance.Start, lastRow: null, [], cancellationToken);
            if (replaces)
            {
                await _store.DeleteOlderAsync(instance.Id, instance.Generation, keepMessages: false, cancellationToken);
            }
        }
        catch
        {
            _ = UndoAsync(cancellation => UndoCreateAsync(instance.Start, cancellation));
            throw;
        }

        _open[instance.Id] = instance;
        MakeDue(instance);
    }

    private void MakeDue(OrchestrationInstance instance)
    {
        const int startTimer = -1;
        if (instance.Start.StartAt is { } startAt && startAt > _time.GetUtcNow() && instance.Episodes.Count == 0)
        {
            instance.AddTimer(startTimer, new DurableTimer(_time, startAt, () => MakeDueNow(instance)));
        }
        else
        {
            MakeDueNow(instance);
        }
    }

    private void MakeDueNow(OrchestrationInstance instance)
    {
        if (instance.MakeDue())
        {
            Schedule(instance);
        }
    }

    /// <summary>Starts a sub-orchestration unless this very task has started it before.</summary>
    private async Task BeginChildAsync(OrchestrationInstance parent, SubOrchestrationScheduled child, CancellationToken stopping)
    {
        ParentReference reference = new(parent.Start.Name, parent.Id, parent.Start.ExecutionId, child.Id);
        InstanceRow? existing = await _retry.RunAsync(
            async cancellation =>
                FindOpen(child.InstanceId)?.ToRow() ?? await _store.Index.ReadAsync(child.InstanceId, withPayloads: true, cancellation),
            stopping);
        if (existing?.Parent == reference)
        {
            if (!existing.IsOpen && FindOpen(child.InstanceId) is null)
            {
                await TellParentAsync(reference, new Completion(existing.Status, existing.Output, existing.Failure), stopping);
            }

            return;
        }

        ExecutionStart start = new()
        {
            InstanceId = child.InstanceId,
            ExecutionId = Guid.NewGuid().ToString("N"),
            Name = child.Name,
            CreatedAt = _time.GetUtcNow(),
            Version = child.Version,
            Input = child.Input,
            Parent = reference,
            TraceParent = DurableTraces.Name(parent.TraceContext),
            TraceState = parent.TraceContext.TraceState,
        };
        try
        {
            await _retry.RunAsync(cancellation => CreateAsync(start, idMayBeTaken: true, dedupeStatuses: null, cancellation), stopping);
        }
        catch (OrchestrationAlreadyExistsException taken)
        {
            Deliver(parent, new InboxMessage(new TaskFailed(child.Id, TaskFailureDetails.FromException(taken)), parent.Start.ExecutionId));
        }
    }

    /// <summary>Brings every instance that hasn't ended back into memory and lets it go on.</summary>
    private async Task LoadAsync(CancellationToken stopping)
    {
        IReadOnlyList<string> keys = await _retry.RunAsync(_store.Index.OpenKeysAsync, stopping);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = ParallelLoads, CancellationToken = stopping };
        await Parallel.ForEachAsync(keys, parallel, async (key, cancellation) => await LoadOneAsync(key, cancellation));

        foreach ((string key, Exception damage) in _unreadable)
        {
            await FailUnreadableAsync(key, damage, stopping);
        }

        OrchestrationInstance[] loaded = [.. _open.Values];
        EngineLog.HubLoaded(_logger, _options.HubName, loaded.Length);

        // First those that only have to be ended: others may wait for their ids.
        foreach (IGrouping<bool, OrchestrationInstance> group in loaded
            .GroupBy(instance => instance.Completion is null)
            .OrderBy(group => group.Key))
        {
            await Parallel.ForEachAsync(group, parallel, async (instance, cancellation) => await GoOnAsync(instance, cancellation));
        }
    }

    private async Task LoadOneAsync(string key, CancellationToken stopping)
    {
        try
        {
            StoredInstance? stored = await _retry.RunAsync(cancellation => _store.LoadAsync(key, cancellation), stopping);
            if (stored is null)
            {
                // It died while it was being created, and its creator was never told that it exists.
                await _retry.RunAsync(cancellation => _store.Index.DeleteKeyAsync(key, cancellation), stopping);
                return;
            }

            if (stored.HasOlderGenerations)
            {
                await _retry.RunAsync(
                    cancellation => _store.DeleteOlderAsync(stored.Start.InstanceId, stored.Generation, keepMessages: true, cancellation),
                    stopping);
            }

            OrchestrationInstance instance = new(stored);
            _open[instance.Id] = instance;
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            EngineLog.InstanceUnreadable(_logger, key, damage);
            _unreadable.Add((key, damage));
        }
    }

    /// <summary>
    /// An instance whose history can't be read will never go on. It ends as failed, so that nobody waits for it for ever; its rows stay.
    /// </summary>
    private async Task FailUnreadableAsync(string key, Exception damage, CancellationToken stopping)
    {
        try
        {
            if (await _retry.RunAsync(cancellation => _store.Index.ReadKeyAsync(key, withPayloads: true, cancellation), stopping) is not { } row)
            {
                return;
            }

            Completion completion = Completion.Failed(TaskFailureDetails.FromException(damage));
            await TellParentAsync(row.Parent, completion, stopping);
            InstanceRow failed = row with
            {
                Status = completion.Status,
                Output = completion.Output,
                Failure = completion.Failure,
                LastUpdatedAt = _time.GetUtcNow(),
            };
            await _retry.RunAsync(cancellation => _store.Index.WriteAsync(failed, cancellation), stopping);
        }
        catch (Exception alsoDamaged) when (IsDamage(alsoDamaged))
        {
            EngineLog.InstanceUnreadable(_logger, key, alsoDamaged);
        }
    }

    /// <summary>Rows with a gap, rows that are no JSON, or a row whose blob is missing: blobs and tables may be restored to different moments.</summary>
    private static bool IsDamage(Exception failure) =>
        failure is CorruptHistoryException or System.Text.Json.JsonException or Azure.RequestFailedException { Status: 404, ErrorCode: not "TableNotFound" };

    /// <summary>Does again what the last commit before the stop may have left undone.</summary>
    private async Task GoOnAsync(OrchestrationInstance instance, CancellationToken stopping)
    {
        if (instance.HasPendingSends)
        {
            bool isFirstRow = instance.Episodes.Count == 0;
            IReadOnlyList<ScheduledAction> last = isFirstRow ? instance.Start.PendingSends : instance.Episodes[^1].Actions;
            string executionId = isFirstRow ? instance.Start.PendingSendsExecutionId! : instance.Start.ExecutionId;
            await FollowUpAsync(instance, executionId, instance.NextSequence - 1, [.. last.OfType<EventSent>()], stopping);
        }

        if (instance.Completion is not null)
        {
            await EndAsync(instance, stopping);
            return;
        }

        foreach (ScheduledAction action in instance.OpenActions())
        {
            await BeginTaskAsync(instance, action, stopping);
        }

        MakeDue(instance);
    }
}
