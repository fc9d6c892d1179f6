using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Api.Trainings;

/// <summary>One training, and how far it is with each model that is learned over many series.</summary>
public sealed record TrainingReport(
    TrainingId Id,
    TrainingStatus Status,
    string StartedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    bool Learns,
    int? Series,
    string? Reason,
    IReadOnlyList<LearningProgress> Learning);
