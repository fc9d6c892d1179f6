using CapacityFunctions.Cycles;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Accounts;
using CapacityFunctions.Storage.Models;
using CapacityFunctions.Storage.Usage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Forecasts;

/// <summary>
/// Keeps the models of a series: trained rarely, advanced with new usage each cycle. The advanced state is written back only when it has moved by
/// a quarter of a day: until then reading the day's usage again is cheaper than writing the state.
/// </summary>
public sealed class SeriesModels(
    AccountStore accounts,
    UsageStore usage,
    SeriesSignals signals,
    ModelStore models,
    ModelTrainer trainer,
    IOptions<CapacityOptions> options,
    TimeProvider time,
    ILogger<SeriesModels> logger)
{
    private static readonly TimeSpan SaveAfter = TimeSpan.FromHours(6);

    /// <summary>Zones are weighed over at least a day.</summary>
    private static readonly TimeSpan ShortestRead = TimeSpan.FromDays(1);

    /// <summary>How far ahead signals are read: a week, and a day for usage that is late.</summary>
    private static readonly TimeSpan LongestForecast = TimeSpan.FromDays(8);

    /// <summary>The models of all horizons, advanced up to <paramref name="now"/>; trained first where there are none, or none that can be read.</summary>
    public async Task<SeriesModelSet> GetAsync(SeriesKey series, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);

        Dictionary<ForecastHorizon, KnownModel> known = [];
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            if (await LoadAsync(series, horizon, cancellationToken) is { } model)
            {
                known[horizon] = model;
            }
        }

        if (known.Count < ForecastHorizons.All.Count)
        {
            return await TrainAsync(series, now, cancellationToken);
        }

        DateTimeOffset end = UsageGrid.EndOfLastStep(now);
        DateTimeOffset from = known.Values.Select(entry => entry.Model.End).Append(end - ShortestRead).Min();
        UsageHistory history = await usage.ReadAsync(series.AccountId, series.ResourceType, from, end, cancellationToken);
        UsageGrid grid = UsageGrid.Of(history, from, end);
        ExternalInputs inputs = known.Values.Any(entry => entry.Model.Inputs.Any(use => use.IsKept))
            ? await signals.ReadAsync(series.AccountId, from, end + LongestForecast, cancellationToken)
            : ExternalInputs.None;
        List<KeyValuePair<ForecastHorizon, TrainedModel>> advanced = [];
        string? drift = null;
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            (TrainedModel before, DateTimeOffset trainedAt) = known[horizon];
            TrainedModel model = before.Update(grid.On(horizon), inputs);
            if (model.End - before.End > SaveAfter)
            {
                await SaveAsync(series, horizon, model, trainedAt, cancellationToken);
            }

            drift ??= ModelDrift.ReasonOf(horizon, model, trainedAt);
            advanced.Add(new(horizon, model));
        }

        return new SeriesModelSet(advanced, history.ZoneShares, inputs, FallbackReason: null, drift);
    }

    /// <summary>Chooses and fits the models of all horizons anew from the recent weeks, and keeps them.</summary>
    public async Task<SeriesModelSet> TrainAsync(SeriesKey series, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);

        DateTimeOffset end = UsageGrid.EndOfLastStep(now);
        DateTimeOffset from = end - TimeSpan.FromDays(7 * options.Value.TrainingWeeks);
        UsageHistory history = await usage.ReadAsync(series.AccountId, series.ResourceType, from, end, cancellationToken);
        UsageGrid grid = UsageGrid.Of(history, from, end);
        ExternalInputs inputs = await signals.ReadAsync(series.AccountId, from, end + LongestForecast, cancellationToken);
        TimeZoneInfo zone = await ZoneOfAsync(series, cancellationToken);
        List<KeyValuePair<ForecastHorizon, TrainedModel>> trained = [];
        string? fallback = null;
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            TrainingOutcome outcome = trainer.Train(grid.On(horizon), horizon, inputs, zone);
            fallback ??= outcome.FallbackReason;
            await SaveAsync(series, horizon, outcome.Model, time.GetUtcNow(), cancellationToken);
            logger.ModelTrained(
                series.AccountId.Value, series.ResourceType.Value, ForecastHorizons.NameOf(horizon), outcome.Model.Name, $"{outcome.Model.Confidence}");
            trained.Add(new(horizon, outcome.Model));
        }

        return new SeriesModelSet(trained, history.ZoneShares, inputs, fallback, DriftReason: null);
    }

    /// <summary>An account's zone counts from its next training on. A zone that this machine doesn't know, though the one that took the account did, is UTC.</summary>
    private async Task<TimeZoneInfo> ZoneOfAsync(SeriesKey series, CancellationToken cancellationToken)
    {
        string? name = (await accounts.GetAsync(series.AccountId, cancellationToken))?.Value.TimeZone;
        return name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : TimeZoneInfo.Utc;
    }

    private async Task<KnownModel?> LoadAsync(SeriesKey series, ForecastHorizon horizon, CancellationToken cancellationToken)
    {
        StoredModel? stored = await models.LoadAsync(series.AccountId, series.ResourceType, ForecastHorizons.NameOf(horizon), cancellationToken);
        try
        {
            return stored is null
                ? null
                : new KnownModel(TrainedModel.Deserialize(stored.State, MachineLearningMethods.Catalog), stored.TrainedAt);
        }
        catch (InvalidDataException unreadable)
        {
            logger.ModelUnreadable(series.AccountId.Value, series.ResourceType.Value, ForecastHorizons.NameOf(horizon), unreadable.Message);
            return null;
        }
    }

    private Task SaveAsync(
        SeriesKey series, ForecastHorizon horizon, TrainedModel model, DateTimeOffset trainedAt, CancellationToken cancellationToken) => models.SaveAsync(
        new StoredModel
        {
            AccountId = series.AccountId,
            ResourceType = series.ResourceType,
            Grid = ForecastHorizons.NameOf(horizon),
            TrainedAt = trainedAt,
            Through = model.End,
            State = model.Serialize(),
        },
        cancellationToken);

    /// <summary>A model as it was kept, and when it was trained.</summary>
    private sealed record KnownModel(TrainedModel Model, DateTimeOffset TrainedAt);
}
