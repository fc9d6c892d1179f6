using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>One prediction.</summary>
public sealed record HorizonFacts
{
    public required ForecastHorizon Horizon { get; init; }

    /// <summary>The highest expected demand.</summary>
    public required double Mean { get; init; }

    /// <summary>When that is expected; null where it is not known any more.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The highest lower bound of the interval.</summary>
    public required double Lower { get; init; }

    /// <summary>The highest upper bound of the interval.</summary>
    public required double Upper { get; init; }

    /// <summary>Probability of the interval in per cent.</summary>
    public required double IntervalPercent { get; init; }

    public required string Model { get; init; }

    public required string Confidence { get; init; }

    /// <summary>Why the confidence is not high; empty when it is.</summary>
    public string ConfidenceReason { get; init; } = string.Empty;

    /// <summary>What the methods scored when the model was chosen, best first; lower is better.</summary>
    public IReadOnlyList<ModelScore> Scores { get; init; } = [];

    /// <summary>How the model's past predictions did; null where none has been judged.</summary>
    public TrackedFacts? Tracked { get; init; }
}
