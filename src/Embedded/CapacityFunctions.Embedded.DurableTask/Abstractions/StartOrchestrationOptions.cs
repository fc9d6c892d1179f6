namespace Microsoft.DurableTask;

/// <summary>Options of a new orchestration instance.</summary>
public record StartOrchestrationOptions
{
    /// <param name="InstanceId">Null: a random id.</param>
    /// <param name="StartAt">Null or past: at once.</param>
#pragma warning disable IDE1006, SA1313 // The names of the parameters are part of the shape that callers use as named arguments.
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
#pragma warning restore IDE1006, SA1313
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    public string? InstanceId { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public TaskVersion? Version { get; init; }

    /// <summary>
    /// Names of the statuses in which an instance with the same id refuses the new one; null: Pending, Running and Suspended.
    /// An open instance whose status isn't listed is replaced.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
