using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;

namespace CapacityFunctions.Planning.Predictions;

/// <summary>What one account, or the whole group, is predicted to need of one resource type.</summary>
public sealed record WorkloadPrediction
{
    /// <summary>The account; null for the consolidated forecast of the group.</summary>
    public AccountId? AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    public required CycleId CycleId { get; init; }

    public required ForecastHorizon Horizon { get; init; }

    /// <summary>The first predicted instant; UTC. The grid follows from the horizon.</summary>
    public required DateTimeOffset FirstTimestamp { get; init; }

    /// <summary>Expected demand in resource units, one a step.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>By rising level; nested.</summary>
    public required IReadOnlyList<PredictionInterval> Intervals { get; init; }

    /// <summary>The model that was chosen, or a combination such as <c>ets+theta</c>.</summary>
    public required string Model { get; init; }

    /// <summary>High, Medium or Low.</summary>
    public required string Confidence { get; init; }

    /// <summary>Why the confidence is not high; empty when it is.</summary>
    public string ConfidenceReason { get; init; } = string.Empty;

    /// <summary>All candidates of the automatic choice, best first.</summary>
    public IReadOnlyList<ModelScore> Candidates { get; init; } = [];
}
