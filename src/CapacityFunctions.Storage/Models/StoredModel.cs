using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Storage.Models;

/// <summary>A fitted model of one series on one grid.</summary>
public sealed record StoredModel
{
    private static readonly IReadOnlyDictionary<string, TrainingId> NoneLearned = new Dictionary<string, TrainingId>(StringComparer.Ordinal);

    /// <summary>The account; null for a model of the group.</summary>
    public AccountId? AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    /// <summary>Names the grid the model runs on, such as <c>5m</c> or <c>1h</c>; 1 to 32 characters.</summary>
    public required string Grid { get; init; }

    public required DateTimeOffset TrainedAt { get; init; }

    /// <summary>Timestamp of the newest observation that the state has seen; UTC.</summary>
    public required DateTimeOffset Through { get; init; }

    /// <summary>The versions of learned models that the state stands on, by learner; empty for a model that needs none.</summary>
    public IReadOnlyDictionary<string, TrainingId> Learned { get; init; } = NoneLearned;

    /// <summary>The caller's own format, of any size.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }
}
