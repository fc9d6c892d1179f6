using CapacityFunctions.Cycles;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Aggregation;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Accuracy;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Reservations.Safety;
using CapacityFunctions.Storage.Predictions;
using CapacityFunctions.Storage.Usage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Forecasts;

/// <summary>Forecasts one series over all horizons and reports what a decision needs of it.</summary>
public sealed class SeriesForecaster(
    UsageStore usage,
    SeriesModels models,
    PredictionStore predictions,
    AccuracyTracker accuracy,
    IOptions<CapacityOptions> options,
    ILogger<SeriesForecaster> logger)
{
    /// <summary>A gap up to now that is longer than this leaves nothing to forecast from.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromDays(7);

    public async Task<SeriesOutlook> ForecastAsync(CycleId cycleId, SeriesKey series, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);

        DateTimeOffset now = cycleId.ScheduledAt;
        UsageObservation? latest = await usage.LatestAsync(series.AccountId, series.ResourceType, cancellationToken);
        SeriesOutlook outlook = new()
        {
            AccountId = series.AccountId,
            ResourceType = series.ResourceType,
            UsageNow = latest?.Amount,
            UsageAt = latest?.Timestamp,
            HoldReason = UsageFreshness.HoldReason(latest?.Timestamp, now, options.Value.StaleAfter),
        };
        if (latest is null || now - latest.Timestamp > LongestGap)
        {
            return outlook;
        }

        SeriesModelSet set = await models.GetAsync(series, now, cancellationToken);
        Forecast[] forecasts = [.. set.Models.Select(entry => entry.Value.Forecast(set.Inputs))];
        StoredPrediction[] predicted =
            [.. set.Models.Select((entry, i) => PredictionMapping.Of(cycleId, series, entry.Key, entry.Value, forecasts[i], set.LastSteps[entry.Key]))];
        await predictions.SaveAsync(predicted, cancellationToken);
        await accuracy.TrackAsync(
            cycleId,
            series,
            [.. set.Models.Select(entry => new ModelInUse(entry.Key, entry.Value.Name, set.Drifts.GetValueOrDefault(entry.Key)))],
            cancellationToken);
        string? fallback = set.FallbackReason ?? Array.Find(forecasts, forecast => forecast.InputReason is not null)?.InputReason;
        if (fallback is { } reason)
        {
            logger.ForecastFellBack(series.AccountId.Value, series.ResourceType.Value, reason);
        }

        return outlook with
        {
            Demand = DecisionDemand.Of(Together(set, forecasts), now, options.Value.Policy.LeadTime) with { ByZone = set.ZoneShares },
            Peaks = [.. predicted.Select(entry => PredictionPeaks.Of(entry.Prediction, options.Value.DecisionLevel))],
            FallbackReason = fallback,
            DriftReason = set.DriftReason,
            Histories = [.. set.Models.Select(entry => HistoryOf(entry.Key, entry.Value, set))],
            Doubts = ForecastDoubts.Of(predicted[0].Prediction, set.Models[0].Value.LiveWidening, set.DriftReason, fallback),
        };
    }

    private ModelHistory HistoryOf(ForecastHorizon horizon, TrainedModel model, SeriesModelSet set) => new(horizon, set.TrainedAt[horizon])
    {
        MostWeeks = options.Value.TrainingWeeks,
        Signals = [.. model.Inputs.Select(PredictionMapping.SignalOf)],
    };

    private static Dictionary<ForecastHorizon, (Forecast Forecast, ErrorSamples Errors)> Together(SeriesModelSet set, Forecast[] forecasts) =>
        set.Models.Zip(forecasts).ToDictionary(pair => pair.First.Key, pair => (pair.Second, pair.First.Value.Errors));
}
