using System.Text.Json.Serialization;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>What one execution of an instance begins with.</summary>
internal sealed record ExecutionStart
{
    public required string InstanceId { get; init; }

    /// <summary>New for each execution; results that belong to an earlier one are ignored.</summary>
    public required string ExecutionId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? Version { get; init; }

    /// <summary>JSON or null.</summary>
    public string? Input { get; init; }

    /// <summary>Null: at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public ParentReference? Parent { get; init; }

    /// <summary>Events that the execution before left unhandled, oldest first.</summary>
    public IReadOnlyList<EventRaised> CarriedEvents { get; init; } = [];

    /// <summary>Events that the last episode of the execution before sent to others.</summary>
    public IReadOnlyList<EventSent> PendingSends { get; init; } = [];

    /// <summary>Execution that <see cref="PendingSends"/> belong to.</summary>
    public string? PendingSendsExecutionId { get; init; }

    /// <summary>W3C <c>traceparent</c> of whoever started it; null where nobody traces. The execution and all that it calls belong to that trace.</summary>
    public string? TraceParent { get; init; }

    /// <summary>W3C <c>tracestate</c>; null for none.</summary>
    public string? TraceState { get; init; }

    [JsonIgnore]
    public bool IsContinuation => PendingSendsExecutionId is not null;
}
