using CapacityFunctions.Planning.Trainings;

namespace CapacityFunctions.Storage.Learning;

/// <summary>What is known of one version of a model that was learned over many series. The model itself is a blob.</summary>
public sealed record LearnedVersion
{
    /// <summary>Name of the horizon: <c>PT1H</c>, <c>P1D</c> or <c>P7D</c>.</summary>
    public required string Horizon { get; init; }

    /// <summary>Name of the learner.</summary>
    public required string Learner { get; init; }

    /// <summary>The training that it comes from; unique with horizon and learner.</summary>
    public required TrainingId Version { get; init; }

    public LearnedModelState State { get; init; } = LearnedModelState.Challenger;

    /// <summary>How many versions were promoted before and with this one; 0 for one that never was.</summary>
    public int Promotion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Series that it was learned from.</summary>
    public required int Series { get; init; }

    /// <summary>Start of the oldest usage that it was learned from.</summary>
    public required DateTimeOffset DataFrom { get; init; }

    /// <summary>Exclusive end of the newest.</summary>
    public required DateTimeOffset DataTo { get; init; }

    /// <summary>What was chosen inside, for people.</summary>
    public required string Description { get; init; }

    /// <summary>Size of the model.</summary>
    public int Bytes { get; init; }

    /// <summary>SHA-256 of the model, in hexadecimal digits.</summary>
    public string Digest { get; init; } = string.Empty;

    /// <summary>Null until it has been judged.</summary>
    public LearnedMetrics? Metrics { get; init; }
}
