using System.Globalization;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Evaluation;
using CapacityFunctions.Planning.Predictions;

namespace CapacityFunctions.Forecasts;

/// <summary>Tells in words that a model's forecasts have become worse since it was trained.</summary>
internal static class ModelDrift
{
    /// <returns>Null when they have not, or when it can't be told yet.</returns>
    public static string? ReasonOf(ForecastHorizon horizon, TrainedModel model, DateTimeOffset trainedAt) =>
        model.DriftSince(trainedAt) is { HasDrifted: true } drift ? ReasonOf(horizon, drift) : null;

    private static string ReasonOf(ForecastHorizon horizon, DriftTest drift) => string.Create(
        CultureInfo.InvariantCulture,
        $"forecasts over {ForecastHorizons.NameOf(horizon)} miss by {drift.RecentMedian:0.0} deviations instead of {drift.EarlierMedian:0.0} since the models were trained: they are chosen anew");
}
