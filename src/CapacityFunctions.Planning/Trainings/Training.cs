namespace CapacityFunctions.Planning.Trainings;

/// <summary>One training of all models and how it went.</summary>
public sealed record Training
{
    public required TrainingId Id { get; init; }

    public required TrainingStatus Status { get; init; }

    /// <summary>What started it: <c>timer</c>, or the name of whoever asked for it.</summary>
    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether models are learned over many series first; false when only the models of each series are chosen anew.</summary>
    public bool Learns { get; init; } = true;

    /// <summary>Series whose models were chosen; null until it has ended.</summary>
    public int? Series { get; init; }

    /// <summary>Why it failed or was abandoned; null otherwise.</summary>
    public string? Reason { get; init; }
}
