namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>One run of the orchestrator's code: what it was told, and what it then asked for. The unit in which history is written.</summary>
internal sealed record Episode
{
    /// <summary>When it ran (UTC); the orchestrator's clock.</summary>
    public required DateTime At { get; init; }

    public IReadOnlyList<IncomingEvent> Events { get; init; } = [];

    public IReadOnlyList<ScheduledAction> Actions { get; init; } = [];

    /// <summary>Whether <see cref="CustomStatus"/> replaces the earlier one.</summary>
    public bool CustomStatusChanged { get; init; }

    /// <summary>JSON or null.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>Set in the last episode of an instance.</summary>
    public Completion? Completion { get; init; }
}
