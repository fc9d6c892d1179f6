namespace Microsoft.DurableTask;

/// <summary>Options of a call to a sub-orchestrator.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry)
    {
        InstanceId = instanceId;
    }

    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options)
    {
        InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;
        Version = (options as SubOrchestrationOptions)?.Version ?? options.Version;
    }

    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options)
    {
        InstanceId = options.InstanceId;
        Version = options.Version;
    }

    /// <summary>Null: a new id that is the same at each replay.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Null: the default version of the hub.</summary>
    public new TaskVersion? Version { get; init; }
}
