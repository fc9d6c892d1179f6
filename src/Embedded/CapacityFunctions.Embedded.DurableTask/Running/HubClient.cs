using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>The client of the hub that this process runs.</summary>
internal sealed class HubClient(HubHost host, DurableTaskEngineOptions options, TimeProvider time)
    : DurableTaskClient(options.HubName)
{
    private readonly DataConverter _converter = options.DataConverter;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default) =>
        ScheduleAsync(orchestratorName, _converter.Serialize(input), options, cancellation);

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(instanceId, new EventRaised(eventName, _converter.Serialize(eventPayload)), cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionSuspended(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new ExecutionResumed(reason), cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(
            instanceId, new ExecutionTerminated(_converter.Serialize(options?.Output), options?.Recursive ?? false), cancellation);

    public override async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        OrchestrationHub hub;
        do
        {
            hub = await host.GetAsync(cancellation);
            await (hub.FindOpen(instanceId)?.Started ?? Task.CompletedTask).WaitAsync(cancellation);
        }
        while (hub.Stopped.IsCancellationRequested);

        return await GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation) ?? throw ClientErrors.NotFound(instanceId);
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        while (true)
        {
            OrchestrationHub hub = await host.GetAsync(cancellation);
            if (hub.FindOpen(instanceId) is { } open)
            {
                await open.Left.WaitAsync(cancellation);
                continue;
            }

            OrchestrationMetadata found = await GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation)
                ?? throw ClientErrors.NotFound(instanceId);
            if (found.IsCompleted)
            {
                return found;
            }

            // Open, and not in memory: it is being created, or it can't be loaded.
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellation);
        }
    }

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        InstanceIds.Validate(instanceId);
        OrchestrationHub hub = await host.GetAsync(cancellation);
        InstanceRow? row = hub.FindOpen(instanceId)?.ToRow()
            ?? await hub.Store.Index.ReadAsync(instanceId, getInputsAndOutputs, cancellation);
        return row is null ? null : ToMetadata(row, getInputsAndOutputs);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        HashSet<OrchestrationRuntimeStatus>? statuses = query.Statuses?.ToHashSet();
        return Pageable.Create<OrchestrationMetadata>(async (continuation, pageSize, cancellation) =>
        {
            (IReadOnlyList<InstanceRow> rows, string? next) = await PageAsync(
                query, pageSize ?? query.PageSize, continuation ?? query.ContinuationToken, cancellation);
            return new Page<OrchestrationMetadata>(
                [.. rows.Where(row => statuses?.Contains(row.Status) != false).Select(row => ToMetadata(row, query.FetchInputsAndOutputs))],
                next);
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        InstanceIds.Validate(instanceId);
        OrchestrationHub hub = await host.GetAsync(cancellation);
        return new PurgeResult(await hub.PurgeAsync(instanceId, options?.Recursive ?? false, cancellation), isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        long started = time.GetTimestamp();
        List<string> doomed = [];
        await foreach (OrchestrationMetadata instance in GetAllInstancesAsync(
            new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses)).WithCancellation(cancellation))
        {
            if (instance.IsCompleted)
            {
                doomed.Add(instance.InstanceId);
            }
        }

        int count = 0;
        foreach (string instanceId in doomed)
        {
            if (filter.Timeout is { } limit && time.GetElapsedTime(started) > limit)
            {
                return new PurgeResult(count, isComplete: false);
            }

            OrchestrationHub hub = await host.GetAsync(cancellation);
            count += await hub.PurgeAsync(instanceId, options?.Recursive ?? false, cancellation);
        }

        return new PurgeResult(count, isComplete: true);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        InstanceIds.Validate(instanceId);
        OrchestrationHub hub = await host.GetAsync(cancellation);
        InstanceRow row = hub.FindOpen(instanceId)?.ToRow()
            ?? await hub.Store.Index.ReadAsync(instanceId, withPayloads: true, cancellation)
            ?? throw new ArgumentException($"There is no orchestration instance '{instanceId}' to restart.", nameof(instanceId));
        StartOrchestrationOptions start = new(restartWithNewInstanceId ? null : instanceId, StartAt: null)
        {
            Version = row.Version is { } version ? new TaskVersion(version) : (TaskVersion?)null,
            Tags = row.Tags ?? new Dictionary<string, string>(StringComparer.Ordinal),
        };
        return await ScheduleAsync(row.Name, row.Input, start, cancellation);
    }

    private async Task<string> ScheduleAsync(
        TaskName name, string? input, StartOrchestrationOptions? start, CancellationToken cancellation)
    {
        if (name == default)
        {
            throw new ArgumentException("The name of the orchestrator is empty.", nameof(name));
        }

        string instanceId = start?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIds.Validate(instanceId);
        RequireKnown(start?.DedupeStatuses);
        OrchestrationHub hub = await host.GetAsync(cancellation);
        using Activity? creation = DurableTraces.BeginCreation(name, instanceId);
        ActivityContext trace = Activity.Current?.Context ?? default;
        ExecutionStart execution = new()
        {
            InstanceId = instanceId,
            ExecutionId = Guid.NewGuid().ToString("N"),
            Name = name,
            CreatedAt = time.GetUtcNow(),
            Version = start?.Version?.Version ?? options.DefaultVersion,
            Input = input,
            StartAt = start?.StartAt,
            Tags = start?.Tags is { Count: > 0 } tags ? tags : null,
            TraceParent = DurableTraces.Name(trace),
            TraceState = trace.TraceState,
        };
        await hub.CreateAsync(execution, start?.InstanceId is not null, start?.DedupeStatuses, cancellation);
        return instanceId;
    }

    private static void RequireKnown(IReadOnlyList<string>? statuses)
    {
        foreach (string status in statuses ?? [])
        {
            if (!Enum.TryParse(status, ignoreCase: true, out OrchestrationRuntimeStatus _))
            {
                throw new ArgumentException($"'{status}' is no orchestration status.", nameof(statuses));
            }
        }
    }

    private async Task SendAsync(string instanceId, IncomingEvent incoming, CancellationToken cancellation)
    {
        InstanceIds.Validate(instanceId);
        OrchestrationHub hub = await host.GetAsync(cancellation);
        if (await hub.SendAsync(instanceId, incoming, cancellation))
        {
            return;
        }

        throw await hub.Store.Index.ReadAsync(instanceId, withPayloads: false, cancellation) is null
            ? ClientErrors.NotFound(instanceId)
            : ClientErrors.Ended(instanceId);
    }

    /// <summary>What memory knows of open instances is newer than the index.</summary>
    private async Task<(IReadOnlyList<InstanceRow> Rows, string? Continuation)> PageAsync(
        OrchestrationQuery query, int pageSize, string? continuation, CancellationToken cancellation)
    {
        OrchestrationHub hub = await host.GetAsync(cancellation);
        (IReadOnlyList<InstanceRow> rows, string? next) = await hub.Store.Index.PageAsync(
            new InstanceFilter(query.CreatedFrom, query.CreatedTo, query.InstanceIdPrefix, IsOpen(query.Statuses)),
            query.FetchInputsAndOutputs,
            pageSize,
            continuation,
            cancellation);
        return ([.. rows.Select(row => hub.FindOpen(row.InstanceId)?.ToRow() ?? row)], next);
    }

    /// <summary>Whether all of the statuses are those of open instances, or none; null for a mixture.</summary>
    private static bool? IsOpen(IEnumerable<OrchestrationRuntimeStatus>? statuses)
    {
        bool[] open = [.. (statuses ?? []).Select(status => !InstanceRow.IsEnded(status)).Distinct()];
        return open is [var one] ? one : null;
    }

    private OrchestrationMetadata ToMetadata(InstanceRow row, bool withPayloads) => new(row.Name, row.InstanceId)
    {
        DataConverter = withPayloads ? _converter : null,
        RuntimeStatus = row.Status,
        CreatedAt = row.CreatedAt,
        LastUpdatedAt = row.LastUpdatedAt,
        SerializedInput = withPayloads ? row.Input : null,
        SerializedOutput = withPayloads ? row.Output : null,
        SerializedCustomStatus = withPayloads ? row.CustomStatus ?? "null" : null,
        FailureDetails = withPayloads ? row.Failure : null,
        Tags = row.Tags ?? new Dictionary<string, string>(StringComparer.Ordinal),
    };
}
