using System.Text.Json.Serialization;

namespace CapacityFunctions.Planning.Cycles;

/// <summary>One run of the loop and how it went.</summary>
public sealed record Cycle
{
    public required CycleId Id { get; init; }

    public required CycleStatus Status { get; init; }

    /// <summary>What started it: <c>timer</c>, or the name of whoever asked for it.</summary>
    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public CycleSummary? Summary { get; init; }

    /// <summary>Why it failed, was abandoned or was skipped; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>From its scheduled time to its start; below zero for one that was asked for ahead of its time.</summary>
    [JsonIgnore]
    public TimeSpan Lag => StartedAt - Id.ScheduledAt;

    /// <summary>From its start to its end; null while it runs.</summary>
    [JsonIgnore]
    public TimeSpan? Duration => EndedAt - StartedAt;
}
