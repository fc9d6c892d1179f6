using CapacityFunctions.Cycles;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Series;
using CapacityFunctions.Hosting;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Models;
using CapacityFunctions.Storage.Usage;
using CapacityFunctions.Training;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Forecasts;

/// <summary>
/// Keeps the models of a series: trained rarely, advanced with new usage each cycle. The advanced state is written back only when it has moved by
/// a quarter of a day: until then reading the day's usage again is cheaper than writing the state.
/// </summary>
public sealed class SeriesModels(
    SeriesFactsReader facts,
    UsageStore usage,
    SeriesModelStates states,
    LearnedModels learned,
    ModelTrainer trainer,
    IOptions<CapacityOptions> options,
    TimeProvider time,
    ILogger<SeriesModels> logger)
{
    private static readonly TimeSpan SaveAfter = TimeSpan.FromHours(6);

    /// <summary>Zones are weighed over at least a day.</summary>
    private static readonly TimeSpan ShortestRead = TimeSpan.FromDays(1);

    /// <summary>The models of all horizons, advanced up to <paramref name="now"/>; trained first where there are none, or none that can be read.</summary>
    public async Task<SeriesModelSet> GetAsync(SeriesKey series, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);

        DateTimeOffset end = UsageGrid.EndOfLastStep(now);
        (IReadOnlyList<KnownModel>? known, SeriesFacts? knownFacts) = await LoadAsync(series, end, cancellationToken);
        return known is null
            ? await TrainAsync(series, now, cancellationToken)
            : await AdvanceAsync(series, end, known, knownFacts, isKept: true, cancellationToken);
    }

    /// <summary>The same without writing anything: null where a model would have to be trained first.</summary>
    public async Task<SeriesModelSet?> PeekAsync(SeriesKey series, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);

        DateTimeOffset end = UsageGrid.EndOfLastStep(now);
        (IReadOnlyList<KnownModel>? known, SeriesFacts? knownFacts) = await LoadAsync(series, end, cancellationToken);
        return known is null ? null : await AdvanceAsync(series, end, known, knownFacts, isKept: false, cancellationToken);
    }

    private async Task<SeriesModelSet> AdvanceAsync(
        SeriesKey series, DateTimeOffset end, IReadOnlyList<KnownModel> known, SeriesFacts? knownFacts, bool isKept, CancellationToken cancellationToken)
    {
        DateTimeOffset from = known.Select(entry => entry.Model.End).Append(end - ShortestRead).Min();
        UsageHistory history = await usage.ReadAsync(series.AccountId, series.ResourceType, from, end, cancellationToken);
        UsageGrid grid = UsageGrid.Of(history, from, end);
        if (knownFacts is null && known.Any(entry => entry.Model.Inputs.Any(use => use.IsKept)))
        {
            knownFacts = await facts.ReadAsync(series, from, end, cancellationToken);
        }

        ExternalInputs inputs = knownFacts?.Inputs ?? ExternalInputs.None;
        List<KeyValuePair<ForecastHorizon, TrainedModel>> advanced = [];
        Dictionary<ForecastHorizon, string> drifts = [];
        foreach ((ForecastHorizon horizon, TrainedModel before, StoredModel stored) in known)
        {
            TrainedModel model = before.Update(grid.On(horizon), inputs);
            if (isKept && model.End - before.End > SaveAfter)
            {
                await states.SaveAsync(series, horizon, model, stored.TrainedAt, stored.Learned, cancellationToken);
            }

            if (ModelDrift.ReasonOf(horizon, model, stored.TrainedAt) is { } drift)
            {
                drifts[horizon] = drift;
            }

            advanced.Add(new(horizon, model));
        }

        string? firstDrift = ForecastHorizons.All.Select(horizon => drifts.GetValueOrDefault(horizon)).FirstOrDefault(drift => drift is not null);
        return new SeriesModelSet(advanced, grid.LastSteps(), history.ZoneShares, inputs, FallbackReason: null, firstDrift)
        {
            Drifts = drifts,
            TrainedAt = known.ToDictionary(entry => entry.Horizon, entry => entry.Stored.TrainedAt),
        };
    }

    /// <summary>Chooses and fits the models of all horizons anew from the recent weeks, and keeps them.</summary>
    public async Task<SeriesModelSet> TrainAsync(SeriesKey series, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);

        DateTimeOffset end = UsageGrid.EndOfLastStep(now);
        DateTimeOffset from = StartOfTraining(end);
        UsageHistory history = await usage.ReadAsync(series.AccountId, series.ResourceType, from, end, cancellationToken);
        UsageGrid grid = UsageGrid.Of(history, from, end);
        SeriesFacts known = await facts.ReadAsync(series, from, end, cancellationToken);
        IReadOnlyList<LearnedChampion> champions = await learned.ChampionsAsync(cancellationToken);
        DateTimeOffset trainedAt = time.GetUtcNow();
        List<KeyValuePair<ForecastHorizon, TrainedModel>> trained = [];
        string? fallback = null;
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            TimeSeries past = grid.On(horizon);
            LearnedChampion[] able = [.. champions.Where(champion => champion.Key.Horizon == ForecastHorizons.NameOf(horizon))];
            LearnedSeries asked = known.Learned(ModelTrainer.SpecOf(horizon), past.End);
            TrainingOutcome outcome = trainer.Train(
                past, horizon, known.Inputs, known.Zone, [.. able.Select(champion => champion.Model.For(asked))]);
            fallback ??= outcome.FallbackReason;
            if (outcome.LearnedFailure is { } failure)
            {
                logger.LearnedMethodsLeftOut(series.AccountId.Value, series.ResourceType.Value, ForecastHorizons.NameOf(horizon), failure);
            }

            await states.SaveAsync(series, horizon, outcome.Model, trainedAt, StandsOn(outcome.Model, able), cancellationToken);
            logger.ModelTrained(
                series.AccountId.Value, series.ResourceType.Value, ForecastHorizons.NameOf(horizon), outcome.Model.Name, $"{outcome.Model.Confidence}");
            trained.Add(new(horizon, outcome.Model));
        }

        return new SeriesModelSet(trained, grid.LastSteps(), history.ZoneShares, known.Inputs, fallback, DriftReason: null)
        {
            TrainedAt = ForecastHorizons.All.ToDictionary(horizon => horizon, _ => trainedAt),
        };
    }

    private static Dictionary<string, TrainingId> StandsOn(TrainedModel model, IEnumerable<LearnedChampion> champions)
    {
        string[] members = model.Name.Split('+');
        return champions
            .Where(champion => members.Contains(champion.Key.Learner, StringComparer.Ordinal))
            .ToDictionary(champion => champion.Key.Learner, champion => champion.Key.Version, StringComparer.Ordinal);
    }

    private DateTimeOffset StartOfTraining(DateTimeOffset end) => end - TimeSpan.FromDays(7 * options.Value.TrainingWeeks);

    /// <summary>
    /// The models as they were kept, in the order of the horizons; null unless there is a readable one for each. Account and signals are read only for
    /// models that stand on learned ones.
    /// </summary>
    private async Task<(IReadOnlyList<KnownModel>? Models, SeriesFacts? Facts)> LoadAsync(
        SeriesKey series, DateTimeOffset end, CancellationToken cancellationToken)
    {
        List<KnownModel> known = [];
        SeriesFacts? needed = null;
        foreach (ForecastHorizon horizon in ForecastHorizons.All)
        {
            if (await states.LoadAsync(series, horizon, cancellationToken) is not { } stored)
            {
                return (null, null);
            }

            if (stored.Learned.Count > 0)
            {
                needed ??= await facts.ReadAsync(series, StartOfTraining(end), end, cancellationToken);
            }

            if (await states.RestoreAsync(stored, horizon, needed, cancellationToken) is not { } model)
            {
                return (null, null);
            }

            known.Add(new KnownModel(horizon, model, stored));
        }

        return (known, needed);
    }

    /// <summary>A model as it was kept.</summary>
    private sealed record KnownModel(ForecastHorizon Horizon, TrainedModel Model, StoredModel Stored);
}
