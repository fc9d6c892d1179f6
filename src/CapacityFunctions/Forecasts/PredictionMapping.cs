using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Predictions;
using PredictionInterval = CapacityFunctions.Planning.Predictions.PredictionInterval;

namespace CapacityFunctions.Forecasts;

/// <summary>Puts forecasts into the words of planning and storage.</summary>
internal static class PredictionMapping
{
    /// <summary>The levels that are stored and shown; interval rules may name any of them.</summary>
    internal static IReadOnlyList<double> Levels { get; } = [0.5, 0.8, 0.9, 0.95, 0.99];

    /// <summary>The prediction of one series, with its part of the group's demand beside it.</summary>
    internal static StoredPrediction Of(CycleId cycleId, SeriesKey series, ForecastHorizon horizon, TrainedModel model, Forecast forecast, double? lastStep)
    {
        return new StoredPrediction(
            new WorkloadPrediction
            {
                AccountId = series.AccountId,
                ResourceType = series.ResourceType,
                CycleId = cycleId,
                Horizon = horizon,
                FirstTimestamp = forecast.Start,
                Mean = forecast.Mean,
                Intervals = Intervals(forecast),
                Model = model.Name,
                Confidence = $"{model.Confidence}",
                ConfidenceReason = forecast.InputReason is { } reason ? $"{model.ConfidenceReason}; {reason}" : model.ConfidenceReason,
                Candidates = [.. model.Candidates.Select(candidate => new ModelScore(candidate.Method, candidate.ScaledPinball))],
            },
            GroupDemand.Of(series.AccountId.Value, forecast, model.Errors, lastStep).Serialize());
    }

    /// <summary>The consolidated prediction of the group.</summary>
    internal static StoredPrediction Of(CycleId cycleId, ResourceType resourceType, ForecastHorizon horizon, GroupForecast group)
    {
        Forecast forecast = group.Forecast;
        return new StoredPrediction(
            new WorkloadPrediction
            {
                ResourceType = resourceType,
                CycleId = cycleId,
                Horizon = horizon,
                FirstTimestamp = forecast.Start,
                Mean = forecast.Mean,
                Intervals = Intervals(forecast),
                Model = $"sum of {group.Demand.AccountCount} accounts",
                Confidence = $"{Confidence.Medium}",
                ConfidenceReason = $"the accounts' means and aligned past errors added up, calibrated by {group.PastForecasts} past forecasts of the group",
            },
            ErrorSamples: default);
    }

    /// <summary>A signal that was tried in training; without losses where there were none to compare.</summary>
    internal static SignalUse SignalOf(InputUse use) => new(
        use.Name,
        use.IsKept,
        use.LagSteps,
        double.IsFinite(use.LossWith) ? use.LossWith : null,
        double.IsFinite(use.LossWithout) ? use.LossWithout : null,
        use.Reason);

    private static PredictionInterval[] Intervals(Forecast forecast) =>
    [
        .. Levels.Select(level =>
        {
            Forecasting.PredictionInterval interval = forecast.Interval(level);
            return new PredictionInterval(level, interval.Lower, interval.Upper);
        }),
    ];
}
