using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Usage;

namespace CapacityFunctions.Api.Forecasts;

/// <summary>A prediction as people read it.</summary>
public sealed record ForecastReport
{
    /// <summary>Null for the group.</summary>
    public AccountId? AccountId { get; init; }

    public required ResourceType ResourceType { get; init; }

    public required string Horizon { get; init; }

    public required CycleId CycleId { get; init; }

    public required string Model { get; init; }

    public required string Confidence { get; init; }

    public required string ConfidenceReason { get; init; }

    public required IReadOnlyList<ModelScore> Candidates { get; init; }

    public required IReadOnlyList<DateTimeOffset> Timestamps { get; init; }

    public required IReadOnlyList<double> Mean { get; init; }

    public required IReadOnlyList<PredictionInterval> Intervals { get; init; }

    /// <summary>What was observed since, on the five-minute grid.</summary>
    public required IReadOnlyList<UsageObservation> Actuals { get; init; }

    internal static ForecastReport Of(WorkloadPrediction prediction, UsageHistory? actuals) => new()
    {
        AccountId = prediction.AccountId,
        ResourceType = prediction.ResourceType,
        Horizon = ForecastHorizons.NameOf(prediction.Horizon),
        CycleId = prediction.CycleId,
        Model = prediction.Model,
        Confidence = prediction.Confidence,
        ConfidenceReason = prediction.ConfidenceReason,
        Candidates = prediction.Candidates,
        Timestamps = [.. prediction.Mean.Select((_, step) => prediction.FirstTimestamp + (step * ForecastHorizons.StepOf(prediction.Horizon)))],
        Mean = prediction.Mean,
        Intervals = prediction.Intervals,
        Actuals = actuals is null ? [] : [.. Enumerable.Range(0, actuals.Values.Length).Select(index =>
            new UsageObservation(actuals.Timestamps.Span[index], actuals.Values.Span[index]))],
    };
}
