using CapacityFunctions.Cycles;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Planning.Trainings;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Storage.Models;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Forecasts;

/// <summary>
/// The models of single series as storage keeps them. One that stands on a learned model names its version, and is restored by that very version: its
/// state means nothing to another one.
/// </summary>
public sealed class SeriesModelStates(ModelStore models, LearnedModels learned, ILogger<SeriesModelStates> logger)
{
    /// <summary>Null when there is none.</summary>
    public Task<StoredModel?> LoadAsync(SeriesKey series, ForecastHorizon horizon, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        return models.LoadAsync(series.AccountId, series.ResourceType, ForecastHorizons.NameOf(horizon), cancellationToken);
    }

    /// <summary>The model of a state; null when it can't be read, or stands on a learned model that is gone.</summary>
    /// <param name="stored">The state.</param>
    /// <param name="horizon">Its horizon.</param>
    /// <param name="facts">What is known of the series; null will do for a state that stands on no learned model.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<TrainedModel?> RestoreAsync(
        StoredModel stored, ForecastHorizon horizon, SeriesFacts? facts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        try
        {
            return TrainedModel.Deserialize(stored.State, await CatalogAsync(stored, horizon, facts, cancellationToken));
        }
        catch (InvalidDataException unreadable)
        {
            logger.ModelUnreadable(stored.AccountId?.Value ?? "~", stored.ResourceType.Value, stored.Grid, unreadable.Message);
            return null;
        }
    }

    public Task SaveAsync(
        SeriesKey series,
        ForecastHorizon horizon,
        TrainedModel model,
        DateTimeOffset trainedAt,
        IReadOnlyDictionary<string, TrainingId> standsOn,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(model);
        return models.SaveAsync(
            new StoredModel
            {
                AccountId = series.AccountId,
                ResourceType = series.ResourceType,
                Grid = ForecastHorizons.NameOf(horizon),
                TrainedAt = trainedAt,
                Through = model.End,
                Learned = standsOn,
                State = model.Serialize(),
            },
            cancellationToken);
    }

    private async Task<MethodCatalog> CatalogAsync(
        StoredModel stored, ForecastHorizon horizon, SeriesFacts? facts, CancellationToken cancellationToken)
    {
        List<IForecastMethod> methods = [];
        foreach ((string learner, TrainingId version) in stored.Learned)
        {
            if (facts is not null && await learned.FindAsync(new LearnedModelKey(stored.Grid, learner, version), cancellationToken) is { } model)
            {
                methods.Add(model.For(facts.Learned(ModelTrainer.SpecOf(horizon), stored.Through)));
            }
        }

        return methods.Count == 0 ? MachineLearningMethods.Catalog : MachineLearningMethods.Catalog.With(methods);
    }
}
